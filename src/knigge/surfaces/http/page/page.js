// The page: its language, its tabs, and its three desks.

import * as brief from "/brief.js";
import { copying } from "/copying.js";
import * as received from "/received.js";
import { speak } from "/words.js";
import * as writing from "/write.js";

const tabs = [...document.querySelectorAll("[role=tab]")];

function choose(tab, focus = true) {
  for (const each of tabs) {
    each.setAttribute("aria-selected", each === tab);
    each.tabIndex = each === tab ? 0 : -1;
    document.getElementById(each.getAttribute("aria-controls")).hidden = each !== tab;
  }
  if (focus) tab.focus();
  history.replaceState(null, "", `#${tab.getAttribute("aria-controls")}`);
}

for (const [place, tab] of tabs.entries()) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(tabs[(to + tabs.length) % tabs.length]);
  });
}

function switchTo(tongue) {
  speak(tongue);
  for (const desk of [writing, received, brief]) desk.show();
}

for (const button of document.querySelectorAll("[data-tongue]")) {
  button.addEventListener("click", () => {
    localStorage.setItem("tongue", button.dataset.tongue);
    switchTo(button.dataset.tongue);
  });
}

copying("copy-text", "text", "summary");
brief.onTake((words, subject, channel) => {
  choose(tabs[0], false);
  writing.write(words, subject, channel);
  document.getElementById("text").focus();
});

const tongue = localStorage.getItem("tongue") ?? (navigator.language.startsWith("de") ? "de" : "en");
switchTo(tongue);
document.getElementById("b-language").value = tongue;
const wanted = tabs.find((tab) => `#${tab.getAttribute("aria-controls")}` === location.hash);
if (wanted) choose(wanted, false);
