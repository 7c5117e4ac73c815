// Which notes are most like others, from the nearest notes that stand in the file.

const PROPOSED = 5;
const EXAMPLES = 3;

function listAlike(state, ids, most, fits = () => true) {
  const scores = new Map();
  for (const id of ids) {
    for (const [other, alike] of state.notes.get(id).near) {
      if (!ids.includes(other) && state.notes.has(other)) scores.set(other, (scores.get(other) || 0) + alike);
    }
  }
  return [...scores].filter(([id]) => fits(state.notes.get(id)))
    .sort((one, two) => two[1] - one[1] || one[0].localeCompare(two[0])).slice(0, most).map(([id]) => id);
}

// What a theme proposes once people have put some notes into it: the most alike that nobody has placed.
function listProposals(state, themeId) {
  const placed = membersOf(state, themeId).filter((note) => note.moved || note.agreed).map((note) => note.id);
  if (placed.length < EXAMPLES) return [];
  return listAlike(state, placed, PROPOSED, (note) => note.theme !== themeId && !note.moved && !note.agreed
    && note.fit !== "placed" && !state.refused.has(`${themeId} ${note.id}`));
}
