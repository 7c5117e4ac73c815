"use strict";
(function () {
  var byId = function (id) { return document.getElementById(id); };
  var folds = Array.prototype.slice.call(document.querySelectorAll("details"));
  var openAll = function (open) { folds.forEach(function (fold) { fold.open = open; }); };

  byId("tools").hidden = false;
  byId("unfold").addEventListener("click", function () { openAll(true); });
  byId("fold").addEventListener("click", function () { openAll(false); });

  // On paper nothing can be unfolded.
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = folds.filter(function (fold) { return !fold.open; });
    openAll(true);
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (fold) { fold.open = false; });
  });

  var find = byId("find");
  var words = byId("find-words");
  var selects = { table: byId("find-table"), kind: byId("find-kind"), type: byId("find-type") };
  var found = byId("found");
  var plain = function (text) { return text.normalize("NFKC").toLowerCase(); };
  var entries = Array.prototype.map.call(document.querySelectorAll(".entry"), function (item) {
    return { item: item, text: plain(item.querySelector(".words").textContent) };
  });
  var groups = Array.prototype.slice.call(document.querySelectorAll("#appendix .group"));
  var narrow = function () {
    var sought = plain(words.value).split(/\s+/).filter(Boolean);
    var shown = 0;
    entries.forEach(function (entry) {
      var fits = sought.every(function (word) { return entry.text.indexOf(word) >= 0; }) &&
        Object.keys(selects).every(function (name) {
          return !selects[name].value || entry.item.dataset[name] === selects[name].value;
        });
      entry.item.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector(".entry:not([hidden])"); });
    found.textContent = shown === entries.length
      ? "All " + shown + " notes are shown."
      : shown + " of " + entries.length + " notes are shown.";
  };
  find.hidden = false;
  find.addEventListener("submit", function (event) { event.preventDefault(); });
  find.addEventListener("input", narrow);
  narrow();

  // A link to a note that the search has hidden brings it back.
  window.addEventListener("hashchange", function () {
    var target = byId(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      find.reset();
      narrow();
      target.scrollIntoView();
    }
  });
})();
