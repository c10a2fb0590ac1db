import { expect } from "chai";
import type { BrowserContextOptions, Page } from "playwright-core";
import { Pages, sizeOf, urlOf } from "./pages";
import { browser } from "./setup";

const axe = require("axe-core") as typeof import("axe-core");

const desktop = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

describe("HTML report in a browser", () => {
  let pages: Pages;
  let files: Readonly<Record<"dev" | "large" | "hostile", string>>;

  before(async () => {
    pages = new Pages();
    files = { dev: pages.dev(), large: pages.large(), hostile: await pages.hostile() };
  });
  after(() => pages?.remove());

  /** Opens a report, and collects what it should not do. */
  async function open(name: keyof typeof files, options: BrowserContextOptions = {}): Promise<{ page: Page; wrong: string[] }> {
    const context = await browser().newContext({ viewport: desktop, ...options });
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on("console", (message) => wrong.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => wrong.push(`dialog: ${dialog.message()}`));
    page.on("request", (request) => {
      if (request.url() !== urlOf(files[name]) && !request.url().startsWith("data:")) wrong.push(`request: ${request.url()}`);
    });
    await page.goto(urlOf(files[name]), { waitUntil: "load" });
    return { page, wrong };
  }

  const openAll = (page: Page) => page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');

  describe("with 10 pools and 100 teams", () => {
    it("is smaller than 2 MB", () => {
      expect(sizeOf(files.large)).to.be.lessThan(2_000_000);
    });

    it("loads within two seconds, median of five", async () => {
      const times: number[] = [];
      for (let run = 0; run < 5; run++) {
        const { page } = await open("large");
        times.push(await page.evaluate<number>('performance.getEntriesByType("navigation")[0].loadEventEnd'));
        await page.context().close();
      }
      expect(times.sort((a, b) => a - b)[2], times.map(Math.round).join(", ")).to.be.lessThan(2_000);
    });
  });

  for (const name of ["dev", "large", "hostile"] as const) {
    it(`requests nothing and reports no error: ${name}`, async () => {
      const { page, wrong } = await open(name);
      await openAll(page);
      expect(wrong).to.deep.equal([]);
      await page.context().close();
    });

    it(`does not scroll sideways on a phone: ${name}`, async () => {
      const { page } = await open(name, { viewport: phone });
      await openAll(page);
      expect(await page.evaluate("document.documentElement.scrollWidth")).to.be.at.most(phone.width);
      await page.context().close();
    });
  }

  const checks: readonly (readonly [title: string, options: BrowserContextOptions, rules: string, open: boolean])[] = [
    ["on a desktop, everything open", { colorScheme: "light" }, "{}", true],
    ["on a phone", { colorScheme: "light", viewport: phone }, "{}", false],
    ["in the dark theme", { colorScheme: "dark" }, '{ runOnly: ["color-contrast"] }', true],
  ];
  for (const [title, options, rules, everything] of checks) {
    it(`has no accessibility violations ${title}`, async () => {
      const { page } = await open("dev", options);
      if (everything) await openAll(page);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<import("axe-core").AxeResults>(`axe.run(${rules})`);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join("\n")}`)).to.deep.equal([]);
      await page.context().close();
    });
  }

  it("can be used with the keyboard", async () => {
    const { page } = await open("dev");
    const focused = (property: string) => page.evaluate(`document.activeElement.${property}`);
    await page.keyboard.press("Tab");
    expect(await focused("textContent")).to.equal("Skip to the report");
    expect(await page.evaluate("document.activeElement.getBoundingClientRect().left")).to.be.at.least(0);
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).to.equal("solid");
    await page.keyboard.press("Enter");
    expect(await focused("id")).to.equal("main");
    await page.locator("#settings summary").first().focus();
    await page.keyboard.press("Enter");
    expect(await page.locator("#settings details").first().getAttribute("open")).to.equal("");
    await page.context().close();
  });

  it("switches the theme, and keeps it", async () => {
    const { page } = await open("dev", { colorScheme: "light" });
    const background = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    const light = await background();
    await page.locator("#theme").click();
    expect(await background()).not.to.equal(light);
    expect(await page.locator("#theme").textContent()).to.equal("Light theme");
    await page.reload();
    expect(await background()).not.to.equal(light);
    await page.context().close();
  });

  it("finds resources, and opens what holds them", async () => {
    const { page } = await open("large");
    await page.locator("#search").fill("team-42 namespace");
    await page.locator("#found:not(:empty)").waitFor();
    expect(await page.locator("#found").textContent()).to.match(/^1 of \d+ resources$/);
    expect(await page.locator("#resources li:visible").count()).to.equal(1);
    expect(await page.locator("svg .found").count()).to.equal(1);
    await page.locator("#search").fill("");
    await page.locator("#found:empty").waitFor({ state: "attached" });
    expect(await page.locator("#resources li:visible").count()).to.equal(0);
    await page.context().close();
  });

  it("leads from a box of the graph to its resources", async () => {
    const { page } = await open("dev");
    const link = page.locator("#dependencies svg a").first();
    const target = await link.getAttribute("href");
    await link.click();
    expect(await page.locator(target!).getAttribute("open")).to.equal("");
    await page.context().close();
  });

  it("prints what is folded, without what only a screen needs", async () => {
    const { page } = await open("dev", { colorScheme: "dark" });
    const closed = 'document.querySelectorAll("main details:not([open]):not(#resources details)").length';
    expect(await page.evaluate(closed)).to.be.greaterThan(0);
    await page.emulateMedia({ media: "print" });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.evaluate(closed)).to.equal(0);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).to.equal("rgb(255, 255, 255)");
    for (const selector of ["nav", "#theme", ".tools"]) expect(await page.locator(selector).isVisible(), selector).to.equal(false);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await page.evaluate(closed)).to.be.greaterThan(0);
    const pdf = await page.pdf({ format: "A4" });
    expect(pdf.subarray(0, 5).toString()).to.equal("%PDF-");
    await page.context().close();
  });

  it("can be read without scripts", async () => {
    const { page, wrong } = await open("dev", { javaScriptEnabled: false });
    expect(wrong).to.deep.equal([]);
    expect(await page.locator("main h2").count()).to.equal(9);
    expect(await page.locator("#theme").isVisible()).to.equal(false);
    await page.context().close();
  });
});
