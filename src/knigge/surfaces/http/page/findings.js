// Findings into list items: how grave, which words, what to do, and why.

import { say } from "/words.js";

const SIGNS = { error: "■", warning: "▲", suggestion: "○" };

export function element(name, words = "", className = "") {
  const made = document.createElement(name);
  made.textContent = words;
  if (className) made.className = className;
  return made;
}

function button(words, label, act) {
  const made = element("button", words, "plain");
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

// Return an item for each finding, the gravest first; of the same gravity in the order of the text, and last what is missing.
export function listed(findings, marks, { go, fix } = {}) {
  const grave = (finding) => Object.keys(SIGNS).indexOf(finding.level);
  const rest = findings.filter((finding) => !marks.some((mark) => mark.of === finding));
  return [...marks, ...rest].sort((a, b) => grave(a) - grave(b)).map((finding) => item(finding, marks.includes(finding) ? { go, fix } : {}));
}

function item(finding, { go, fix }) {
  const made = element("li", "", `finding ${finding.level}`);
  made.finding = finding.of ?? finding;
  made.append(head(finding, go), element("p", finding.message, "advice"));
  if (fix && finding.fixes.length) {
    const fixes = element("p", "", "fixes");
    const label = (words) => (words ? say("instead", { words }) : say("remove"));
    fixes.append(...finding.fixes.map(({ text }) => button(label(text), "", () => fix(finding, text))));
    made.append(fixes);
  }
  const why = element("details");
  why.append(element("summary", say("why")), element("p", finding.guideline), element("p", finding.source, "soft"));
  made.append(why);
  made.lang = finding.lang;
  return made;
}

function head(finding, go) {
  const made = element("p", "", "head");
  const sign = element("span", SIGNS[finding.level], "sign");
  sign.setAttribute("aria-hidden", "true");
  made.append(sign, element("span", say(finding.level), "level"));
  made.lang = document.documentElement.lang;
  const words = finding.match.replace(/\s+/g, " ");
  const short = words.length > 40 ? `${words.slice(0, 38)} …` : words;
  if (go) made.append(button(short || "…", say("show", { words: short }), () => go(finding)));
  else made.append(element("span", finding.start === null ? say("missing") : short, "soft"));
  return made;
}
