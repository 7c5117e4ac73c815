// Dragging with mouse, finger or pen. While dragging only the ghost is moved, so that it never stutters.

const FAR = 6; // pixels after which a press is a drag
const EDGE = 60; // pixels from the edge in which the board scrolls
const SPEED = 14;

function listenToPointers(app) {
  let drag = null;
  const board = byId("board");
  const ghost = byId("ghost");

  const end = (drop) => {
    if (!drag) return;
    const { ids, theme, going } = drag;
    drag = null;
    ghost.hidden = true;
    document.body.classList.remove("dragging");
    for (const card of document.querySelectorAll(".picked")) card.classList.remove("picked");
    markTarget("");
    if (!going) return;
    // The click that follows a drag is not one.
    const swallow = (event) => { event.stopPropagation(); event.preventDefault(); };
    window.addEventListener("click", swallow, { capture: true, once: true });
    window.setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
    if (drop && theme) app.drop(ids, theme);
  };

  const draw = () => {
    if (!drag || !drag.going) return;
    ghost.style.transform = `translate(${drag.x + 12}px, ${drag.y + 12}px)`;
    const under = document.elementFromPoint(drag.x, drag.y);
    const column = under && under.closest(".column");
    const theme = column ? column.dataset.theme : "";
    if (theme !== drag.theme) {
      drag.theme = theme;
      markTarget(theme);
    }
    const box = board.getBoundingClientRect();
    const toward = (at, low, high) => (at < low + EDGE ? -SPEED : at > high - EDGE ? SPEED : 0);
    board.scrollLeft += toward(drag.x, box.left, box.right);
    const list = column && column.querySelector(".cards");
    if (list && list.scrollHeight > list.clientHeight) list.scrollTop += toward(drag.y, list.getBoundingClientRect().top, list.getBoundingClientRect().bottom);
    else window.scrollBy(0, toward(drag.y, 0, window.innerHeight));
    window.requestAnimationFrame(draw);
  };

  board.addEventListener("pointerdown", (event) => {
    const card = event.target.closest(".card");
    const grip = event.target.closest(".grip");
    if (!card || event.button !== 0 || event.target.closest(".more") || (event.pointerType !== "mouse" && !grip)) return;
    const id = card.dataset.id;
    const ids = app.chosen.has(id) ? [...app.chosen] : [id];
    drag = { ids, pointer: event.pointerId, x: event.clientX, y: event.clientY, fromX: event.clientX, fromY: event.clientY, theme: "", going: false };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    drag.x = event.clientX;
    drag.y = event.clientY;
    if (drag.going || Math.hypot(drag.x - drag.fromX, drag.y - drag.fromY) < FAR) return;
    drag.going = true;
    for (const id of drag.ids) app.cards.get(id).classList.add("picked");
    const first = shorten(app.state.notes.get(drag.ids[0]).words, 90);
    ghost.textContent = drag.ids.length > 1 ? `${drag.ids.length} notes: ${first}` : first;
    ghost.hidden = false;
    document.body.classList.add("dragging");
    window.requestAnimationFrame(draw);
  });
  document.addEventListener("pointerup", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    if (drag.going) {
      const under = document.elementFromPoint(event.clientX, event.clientY);
      const column = under && under.closest(".column");
      drag.theme = column ? column.dataset.theme : "";
    }
    end(true);
  });
  document.addEventListener("pointercancel", () => end(false));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") end(false); });
}
