"use strict";
(function () {
  var folds = Array.prototype.slice.call(document.querySelectorAll("details"));
  var openAll = function (open) { folds.forEach(function (fold) { fold.open = open; }); };
  document.getElementById("tools").hidden = false;
  document.getElementById("unfold").addEventListener("click", function () { openAll(true); });
  document.getElementById("fold").addEventListener("click", function () { openAll(false); });
})();
