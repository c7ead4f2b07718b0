// The form of a brief into a draft.

import { ask } from "/ask.js";
import { copying } from "/copying.js";
import { element, listed } from "/findings.js";
import { fieldWords, say } from "/words.js";

const byId = (id) => document.getElementById(id);
const status = byId("brief-status"), form = byId("brief-form");
let last = null;

// Return the filled fields as the nested values of a brief.
function brief() {
  const values = {};
  for (const [name, value] of new FormData(form)) {
    if (!value.trim()) continue;
    const steps = name.split("."), field = steps.pop();
    let place = values;
    for (const step of steps) place = place[step] ??= {};
    place[field] = value.trim();
  }
  const { shared, ...rest } = values;
  return shared.name ? { ...rest, common_ground: [shared] } : rest;
}

async function draft() {
  status.textContent = say("drafting");
  try {
    last = await ask("draft", { brief: brief() });
  } catch (error) {
    last = null;
    byId("draft").hidden = true;
    status.textContent = say("failed") + (error.cause ? say(error.cause) : error.message);
    return;
  }
  byId("draft-body").value = last.body;
  show();
  byId("draft-title").focus();
}

export function show() {
  if (!last) return;
  byId("draft").hidden = false;
  status.textContent = last.ready ? say("ready") : say("not_ready");
  byId("draft-subject").textContent = last.subject ? `${say("subject")}: ${last.subject}` : "";
  byId("lacks").hidden = !last.missing.length;
  byId("missing").replaceChildren(...last.missing.map((field) => element("li", fieldWords(field))));
  byId("draft-findings").replaceChildren(...listed(last.findings, []));
}

export function onTake(act) {
  byId("take").addEventListener("click", () => act(byId("draft-body").value, last.subject, last.channel));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  draft();
});
copying("copy-draft", "draft-body", "brief-status");
