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

  // Copy a quotation with its reference, or the address of a place in this page. The words come from the
  // page itself and are put into nothing but the clipboard.
  var said = byId("said");
  var title = document.querySelector("h1").textContent.trim();
  var say = function (text) {
    said.textContent = text;
    window.setTimeout(function () { said.textContent = ""; }, 4000);
  };
  var copy = function (text, done) {
    var failed = function () {
      var box = document.createElement("textarea");
      var before = document.activeElement;
      box.value = text;
      document.body.appendChild(box);
      box.select();
      var copied = document.execCommand("copy");
      box.remove();
      before.focus();
      say(copied ? done : "This browser does not allow copying.");
    };
    if (!navigator.clipboard) { failed(); return; }
    navigator.clipboard.writeText(text).then(function () { say(done); }, failed);
  };
  Array.prototype.forEach.call(document.querySelectorAll(".entry, .theme .quotes > li"), function (item) {
    var about = item.querySelector(".about");
    var reference = about.querySelector("a").textContent;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy with its reference: " + reference);
    button.addEventListener("click", function () {
      copy("“" + item.querySelector(".words").textContent + "” (" + reference + "; " + title + ")",
        "Copied with its reference.");
    });
    about.appendChild(document.createTextNode(" "));
    about.appendChild(button);
  });
  Array.prototype.forEach.call(document.querySelectorAll("a.here, .entry a.reference"), function (link) {
    link.addEventListener("click", function () { copy(link.href, "Link copied."); });
  });

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
