import fc from "fast-check";

/** Texts that would end an element, an attribute or a code span, start a script, or be filled in by a template engine, somewhere. */
export const hostileTexts = [
  "</title><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '" onmouseover="alert(1)" x=\'',
  "' autofocus onfocus='alert(1)",
  "</style><style>*{display:none}",
  "--></svg><foreignObject><body onload=alert(1)>",
  "<![CDATA[x]]><!--",
  "javascript:alert(1)",
  "&lt;b&gt;&amp;#x41;",
  "{{constructor.constructor('alert(1)')()}}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what a workflow would fill in
  "${{ github.token }} ${process.env.HOME} <%= 1 %> #{1}",
  "[click](javascript:alert(1)) ![x](http://x/y.png)",
  "| a | b |\n|---|---|\n</details>\n# heading",
  "```\n~~~\n`code`",
  "@everyone #1 *bold* __x__ <https://x.example>",
  "\u001b]8;;http://x\u0007link\u001b[2J",
  "\u202egnp.exe\u2066\u0000\u0085",
];

export const hostileText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: fc.constantFrom(..."<>&\"'`/=!-[](){}|\\*_#@$:;\n\t\r\0 aZ1é\u202e") }),
  fc.string({ unit: "binary" }),
);
