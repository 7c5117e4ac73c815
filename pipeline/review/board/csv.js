// Decisions as CSV: the sheets of the review workbook one under another, each below its mark.

const NOTES_HEAD = ["note id", "table", "question", "kind", "note", "theme so far", "fit", "why", "your theme", "second theme",
  "note type", "show names?", "keep out of print", "comment", "theme id"];
const THEMES_HEAD = ["theme id", "question", "title", "definition", "notes", "stands as", "rename to", "merge into", "split into",
  "drop?", "accept?", "comment", "note ids"];
const MISSED_HEAD = ["what was missed", "question", "table", "who says it"];
// What a spreadsheet would compute gets an apostrophe in front (one that has one, another); the pipeline takes it off again.
const COMPUTED = /^(?:=\s*[^=\s]|@\s*[\p{L}\p{N}_.]+\s*\(|[+\-](?!\s|[\p{Nd}.,]+\s*%?\s*$).*[\p{L}\p{N}_]|[+\-].*(?:\|.*!|(?<![\p{L}\p{N}_])(?:hyperlink|webservice|filterxml|import[\p{L}\p{N}_]*|image|dde|rtd|call|exec|register(?:\.id)?)\s*\())/isu;
const UNSHOWN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function csvCell(value) {
  const text = String(value).replace(UNSHOWN, "\ufffd").replace(/\r\n?/g, "\n").trim();
  const safe = COMPUTED.test(text.replace(/^'+/, "").trimStart()) ? `'${text}` : text;
  return `"${safe.replace(/"/g, '""')}"`;
}

// What a theme is called in the file: as the draft calls it, or its id where two were called the same.
function nameInFile(state, id) {
  const theme = state.themes.get(id);
  const same = [...state.themes.values()].filter((one) => one.question === theme.question && foldTitle(one.sent) === foldTitle(theme.sent));
  return same.length === 1 ? theme.sent : id;
}

function writeComment(note) {
  if (!note.unclear) return note.comment;
  return note.comment ? `Unclear: ${note.comment}` : "Unclear";
}

function noteRows(board, state) {
  const rows = [];
  for (const note of state.notes.values()) {
    const place = note.moved ? nameInFile(state, followTheme(state, note.theme)) : note.agreed ? "ok" : "";
    const filled = [place, "", "", note.names, note.withhold, writeComment(note)];
    if (!filled.some(Boolean)) continue;
    const sent = state.themes.get(note.sent);
    rows.push([note.id, note.table, sent.shortly || "", note.kind, note.words, sent.sent, board.fits[note.fit], note.why,
      ...filled, note.sent]);
  }
  return rows;
}

function themeRows(state) {
  const rows = [];
  for (const theme of state.themes.values()) {
    const held = membersOf(state, theme.id);
    const sent = theme.made ? held : [...state.notes.values()].filter((note) => note.sent === theme.id);
    if (theme.made && (theme.into || !held.length)) continue;
    const parts = (state.split.get(theme.id) || []).map((id) => state.themes.get(followTheme(state, id)))
      .filter((part) => part && membersOf(state, part.id).length && !part.title.includes(";")).map((part) => part.title);
    const rename = !theme.made && !theme.into && held.length && theme.title !== theme.sent ? theme.title : "";
    const merge = !theme.made && theme.into ? nameInFile(state, followTheme(state, theme.id)) : "";
    const accept = theme.accept === null || theme.into || !held.length ? "" : theme.accept ? "yes" : "no";
    rows.push([theme.id, theme.shortly || "", theme.sent, theme.definition, sent.length, theme.status, rename, merge,
      theme.into ? "" : [...new Set(parts)].join("; "), "", accept, theme.say, sent.map((note) => note.id).join(" | ")]);
  }
  return rows;
}

function writeCsv(board, state, name, now) {
  const wordings = new Map(board.questions.map((one) => [one.id, one.text]));
  const first = [board.mark, "", "", "", "", "", "", "Your name", name, "", "Date of your review", now];
  const missed = state.missed.map((one) => [one.text, wordings.get(one.question) || "", one.table, one.speaker]);
  const lines = [first, NOTES_HEAD, ...noteRows(board, state), [board.mark], THEMES_HEAD, ...themeRows(state)];
  if (missed.length) lines.push([board.mark], MISSED_HEAD, ...missed);
  return "\ufeff" + lines.map((line) => line.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

// The name of the file: never that of one that the last run has taken up, which would be replaced by it.
function nameFile(board, name) {
  const plain = name.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);
  const start = `decisions-${board.event}-${plain || "board"}`;
  let file = `${start}.csv`;
  for (let number = 2; board.taken.includes(file); number += 1) file = `${start}-${number}.csv`;
  return file;
}
