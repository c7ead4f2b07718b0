// A text that is being written into marks in it and advice beside it, while it is typed.

import { ask } from "/ask.js";
import { channels } from "/channels.js";
import { listed } from "/findings.js";
import { paint, placed, shifted } from "/marks.js";
import { languageName, say } from "/words.js";

const PAUSE = 120; // milliseconds without a key before the server is asked

const byId = (id) => document.getElementById(id);
const text = byId("text"), mirror = byId("mirror"), list = byId("findings"), summary = byId("summary");
let marks = [], findings = [], active = null, seen = "", lang = "", timer = 0, asking = null, fault = "";

export function write(words, subject = "", channel = "email") {
  text.value = words;
  byId("write-subject").value = subject;
  byId("write-channel").value = channel;
  changed();
}

export function show() {
  paint(mirror, text.value, marks, active);
  summary.textContent = fault || told();
  fit();
  list.replaceChildren(...listed(findings, marks, { go, fix }));
  emphasise();
}

function told() {
  if (!text.value.trim()) return say("empty");
  if (!lang) return "";
  const found = findings.length > 1 ? say("many_findings", { n: findings.length }) : say(findings.length ? "one_finding" : "clean");
  return `${found} ${say("read_as", { language: languageName(lang) })}`;
}

// Show the fields and the count that the channel has.
function fit() {
  const { most, target, subject } = channels.find(({ id }) => id === byId("write-channel").value) ?? {};
  const used = [...text.value.trimEnd()].length, short = target && (!most || target < most);
  byId("subject-field").hidden = !subject;
  const count = most ? say("count", { used, most }) : short ? say("count_any", { used }) : "";
  byId("count").textContent = count + (short ? say("target", { target }) : "");
  byId("count").classList.toggle("long", Boolean(short) && used > target);
  byId("count").classList.toggle("over", Boolean(most) && used > most);
}

function changed() {
  marks = shifted(marks, seen, text.value);
  seen = text.value;
  fit();
  paint(mirror, seen, marks, active);
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
}

async function check() {
  asking?.abort();
  const mine = (asking = new AbortController());
  const words = text.value;
  fault = "";
  try {
    const report = words.trim() ? await ask("check", asked(words), mine.signal) : { findings: [], lang: "" };
    if (mine.signal.aborted || words !== text.value) return;
    ({ findings, lang } = report);
    marks = placed(findings, words);
    active = at(text.selectionStart);
  } catch (error) {
    if (error.name === "AbortError") return;
    findings = marks = [];
    active = null;
    fault = say("checking_failed") + (error.cause ? say(error.cause) : error.message);
  }
  show();
}

function asked(words) {
  return { text: words, subject: byId("write-subject").value, channel: byId("write-channel").value };
}

const at = (caret) => marks.find((mark) => mark.start <= caret && caret <= mark.end) ?? null;

function emphasise() {
  for (const item of list.children) {
    item.classList.toggle("active", item.finding === active?.of);
  }
}

// Where a mark stands by now; none once its words were changed.
const now = (mark) => marks.find((each) => each.of === mark.of);

function go(mark) {
  const { start, end } = now(mark) ?? {};
  if (start === undefined) return;
  text.focus();
  text.setSelectionRange(start, end);
}

// Replace the words of a mark as if they were typed, so that undo takes it back.
function fix(old, instead) {
  const mark = now(old);
  if (!mark) return;
  go(mark);
  const done = instead ? document.execCommand("insertText", false, instead) : document.execCommand("delete");
  if (!done) {
    text.setRangeText(instead, mark.start, mark.end, "end");
    changed();
  }
}

function step(by) {
  const caret = text.selectionStart;
  const ahead = by > 0 ? marks.filter((mark) => mark.start > caret) : marks.filter((mark) => mark.start < caret).reverse();
  const next = ahead[0] ?? (by > 0 ? marks[0] : marks[marks.length - 1]);
  if (next) go(next);
}

text.addEventListener("input", (event) => {
  if (event.isComposing) paint(mirror, text.value, shifted(marks, seen, text.value), active);
  else changed();
});
text.addEventListener("compositionend", changed);
text.addEventListener("keydown", (event) => {
  if (event.key === "F8") step(event.shiftKey ? -1 : 1);
  else if (event.key === "." && (event.ctrlKey || event.metaKey)) {
    const mark = at(text.selectionStart);
    if (mark?.fixes.length) fix(mark, mark.fixes[0].text);
  } else return;
  event.preventDefault();
});
document.addEventListener("selectionchange", () => {
  const found = document.activeElement === text ? at(text.selectionStart) : active;
  if (found === active) return;
  active = found;
  paint(mirror, text.value, marks, active);
  emphasise();
});
for (const id of ["write-subject", "write-channel"]) byId(id).addEventListener("input", changed);
