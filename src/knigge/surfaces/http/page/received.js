// A received message into its verdict, the reasons, and the reply to copy.

import { ask } from "/ask.js";
import { copying } from "/copying.js";
import { element } from "/findings.js";
import { reasonWords, say } from "/words.js";

const byId = (id) => document.getElementById(id);
const status = byId("received-status");
let last = null;

async function judge() {
  const body = { message: byId("message").value, channel: byId("received-channel").value };
  if (byId("decision").value) body.verdict = byId("decision").value;
  if (byId("signature").value.trim()) body.profile = { name: byId("signature").value };
  status.textContent = say("judging");
  try {
    last = await ask("critique", body);
  } catch (error) {
    last = null;
    byId("verdict").hidden = true;
    status.textContent = say("failed") + (error.cause ? say(error.cause) : error.message);
    return;
  }
  show();
  byId("reply").value = last.reply?.body ?? "";
  byId("reply").lang = last.reply?.lang ?? "";
  byId("verdict-word").focus();
}

export function show() {
  if (!last) return;
  const word = say(last.reply?.kind === "not-now" ? "verdict_not_now" : `verdict_${last.verdict}`);
  status.textContent = "";
  byId("verdict").hidden = false;
  byId("verdict-word").textContent = word;
  byId("verdict-word").className = `verdict ${last.verdict}`;
  byId("verdict-why").textContent = say(`why_${last.weighing.decided_by}`, { n: signed(last.weighing.total) });
  const items = last.reasons.map(reason);
  byId("reasons").replaceChildren(...(items.length ? items : [element("li", say("no_reasons"))]));
  byId("reply-part").hidden = !last.reply;
  byId("reply-subject").textContent = last.reply?.subject ? `${say("subject")}: ${last.reply.subject}` : "";
  if (!last.reply && last.weighing.decided_by !== "you") status.textContent = say("no_reply");
}

const signed = (number) => (number > 0 ? `+${number}` : `${number}`.replace("-", "−"));

function reason(found) {
  const made = element("li", "", found.for ? "for" : "against");
  const weight = element("span", signed(found.weight), "weight");
  const side = element("span", found.for ? say("speaks_for") : say("speaks_against"), "hidden");
  const words = element("span", reasonWords(found.evidence ?? found.card), "words");
  made.append(weight, side, words);
  const quoted = found.text.replace(/\s+/g, " ").trim();
  if (quoted) words.append(element("q", quoted.length > 90 ? `${quoted.slice(0, 88)} …` : quoted));
  return made;
}

byId("received-form").addEventListener("submit", (event) => {
  event.preventDefault();
  judge();
});
byId("message").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("received-form").requestSubmit();
});
copying("copy-reply", "reply", "reply-status");
