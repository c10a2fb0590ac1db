// The page works without this script: it adds the theme button, the search, and the marks in the navigation.
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Theme: that of the system until the button says otherwise. Pages opened from a file may have no storage.
  const button = document.getElementById("theme");
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  };
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches);
  const label = () => {
    button.textContent = isDark() ? "Light theme" : "Dark theme";
  };
  if (["light", "dark"].includes(stored())) root.dataset.theme = stored();
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    label();
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // kept until the page is closed
    }
  });
  systemDark.addEventListener("change", label);
  label();

  // A link into closed details opens them.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Search among the resources: what does not match is hidden, what holds a match is opened.
  const search = document.getElementById("search");
  if (search) {
    const scope = document.getElementById("resources");
    const status = document.getElementById("found");
    const items = all("li", scope).map((element) => ({
      element,
      text: `${element.firstChild.textContent} ${element.querySelector("small").textContent}`.toLowerCase(),
    }));
    const groups = all("details", scope);
    const nodes = all("svg [data-group]");
    const apply = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let found = 0;
      for (const { element, text } of items) {
        const match = words.every((word) => text.includes(word));
        element.hidden = !match;
        if (match) found += 1;
      }
      for (const group of groups) {
        const match = words.length === 0 || group.querySelector("li:not([hidden])") !== null;
        group.hidden = !match;
        group.open = words.length > 0 && match;
      }
      for (const node of nodes) {
        const group = document.getElementById(node.dataset.group);
        node.classList.toggle("found", words.length > 0 && group !== null && !group.hidden);
      }
      status.textContent = words.length > 0 ? `${found} of ${items.length} resources` : "";
    };
    let timer;
    search.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(apply, 120);
    });
    for (const [id, open] of [
      ["expand", true],
      ["collapse", false],
    ]) {
      document.getElementById(id).addEventListener("click", () => {
        for (const group of groups) group.open = open;
      });
    }
  }

  // The section in view.
  const links = new Map(all("nav a").map((link) => [link.hash.slice(1), link]));
  const visible = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) visible[isIntersecting ? "add" : "delete"](target.id);
      const current = [...links.keys()].find((id) => visible.has(id));
      for (const [id, link] of links) {
        if (id === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-10% 0px -60% 0px" },
  );
  for (const section of all("main > section")) observer.observe(section);

  // Print what is folded, but for the list of all resources.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])").filter((group) => !group.closest("#resources"));
    for (const group of opened) group.open = true;
  });
  addEventListener("afterprint", () => {
    for (const group of opened) group.open = false;
  });
})();
