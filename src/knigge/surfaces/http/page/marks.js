// Findings in code points into marks in the text of a page, which counts in UTF-16 units.

// Return the findings that stand in the body, with their place in `text`, in order.
export function placed(findings, text) {
  const units = [0];
  for (const char of text) units.push(units[units.length - 1] + char.length);
  return findings
    .filter((finding) => finding.part === "body" && finding.start !== null)
    .map((finding) => ({ ...finding, of: finding, start: units[finding.start], end: units[finding.end] }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

// Return the marks where they stand after an edit, without those whose words it changed.
export function shifted(marks, before, after) {
  let left = 0;
  const most = Math.min(before.length, after.length);
  while (left < most && before[left] === after[left]) left += 1;
  let right = 0;
  while (right < most - left && before[before.length - 1 - right] === after[after.length - 1 - right]) right += 1;
  const by = after.length - before.length;
  return marks
    .filter((mark) => mark.end <= left || mark.start >= before.length - right)
    .map((mark) => (mark.end <= left ? mark : { ...mark, start: mark.start + by, end: mark.end + by }));
}

const GRAVITY = ["suggestion", "warning", "error"];

// Fill `mirror` with the text and its marks; where they overlap the graver one is seen.
export function paint(mirror, text, marks, active) {
  const edges = [...new Set([0, text.length, ...marks.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const inside = marks.filter((mark) => mark.start <= edges[i] && mark.end >= edges[i + 1]);
    const piece = text.slice(edges[i], edges[i + 1]);
    if (!inside.length) {
      pieces.push(piece);
      continue;
    }
    const mark = document.createElement("mark");
    const gravest = inside.reduce((a, b) => (GRAVITY.indexOf(b.level) > GRAVITY.indexOf(a.level) ? b : a));
    mark.className = inside.includes(active) ? `${gravest.level} active` : gravest.level;
    mark.textContent = piece;
    pieces.push(mark);
  }
  mirror.replaceChildren(...pieces, "\u200b");
}
