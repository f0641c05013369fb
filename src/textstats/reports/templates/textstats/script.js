"use strict";
// The page works without this: it adds the colour switch, sorting, filtering and downloads.
(() => {
  const root = document.documentElement, button = document.getElementById("theme");
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const name = () => { button.textContent = dark() ? "Light" : "Dark"; };
  let kept = null;
  try { kept = localStorage.getItem("textstats-theme"); } catch { /* no storage: the system decides */ }
  if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  button.hidden = false; name();
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark"; name();
    try { localStorage.setItem("textstats-theme", root.dataset.theme); } catch { /* not kept */ }
  });

  // A link into a closed <details> opens it, also where the browser does not do so by itself.
  const reveal = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* a stray % is no escape */ }
    const target = id && document.getElementById(id);
    if (!target) return;
    let closed = false;
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS" && !node.open) { node.open = true; closed = true; }
    if (target.classList.contains("tint")) for (const text of target.querySelectorAll(".article")) text.open = true;
    if (closed) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal); reveal();

  const value = cell => cell === undefined ? "" : cell.dataset.value !== undefined ? Number(cell.dataset.value === "" ? NaN : cell.dataset.value) : cell.textContent.trim();
  const compare = (a, b) => {
    if (typeof a === "number" && typeof b === "number") return (isNaN(a) - isNaN(b)) || a - b;
    return String(a).localeCompare(String(b), "en", { numeric: true });
  };
  // A cell that a spreadsheet would run as a formula gets an apostrophe; numbers stay numbers.
  const field = text => {
    const safe = /^'*(?:[ \u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/.test(text) && !/^[+-]?[\d.,]+(e[+-]?\d+)?$/i.test(text) ? "'" + text : text;
    return /[",\n\r]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };
  const plain = cell => cell.dataset.value !== undefined ? cell.dataset.value : [...cell.childNodes].filter(n => !(n.classList && n.classList.contains("fn"))).map(n => n.textContent).join("").trim();

  // Both bounds of an interval stand in one cell, and go into two columns of a download.
  const names = cell => cell.dataset.name ? cell.dataset.name.split("|") : [(cell.querySelector(".sort") || { textContent: plain(cell) }).textContent];
  const values = cell => cell.tagName === "TD" && cell.classList.contains("ci") ? [...cell.querySelectorAll("[data-value]")].map(bound => bound.dataset.value) : [plain(cell)];
  const save = (lines, file) => {
    const link = document.createElement("a"), text = lines.map(line => line.map(field).join(",")).join("\r\n");
    link.href = URL.createObjectURL(new Blob(["\ufeff" + text + "\r\n"], { type: "text/csv;charset=utf-8" }));
    link.download = file; link.click(); setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  // A row heading that repeats the one above is shown once, whatever the order.
  const merge = body => {
    let above = [];
    for (const row of body.rows) if (!row.hidden) {
      const own = [...row.querySelectorAll("th.level")];
      let same = above.length > 0;
      own.forEach((head, n) => { same = same && head.textContent === above[n]; head.classList.toggle("again", same); });
      above = own.map(head => head.textContent);
    }
  };

  for (const table of document.querySelectorAll("table[data-name]")) {
    const body = table.tBodies[0], rows = [...body.rows];
    if (rows.length > 1) [...table.tHead.rows[0].cells].forEach((head, column) => {
      const sort = document.createElement("button"), note = head.querySelector(".fn");
      sort.type = "button"; sort.className = "sort"; sort.textContent = plain(head) || "row";
      head.replaceChildren(sort, ...(note ? [note] : [])); head.setAttribute("aria-sort", "none");
      sort.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "descending" || (head.getAttribute("aria-sort") === "none" && !head.classList.contains("num"));
        for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
        head.setAttribute("aria-sort", down ? "ascending" : "descending");
        const keyed = rows.map((row, n) => [value(row.cells[column]), n, row]);
        keyed.sort((a, b) => (typeof a[0] === "number" && (isNaN(a[0]) || isNaN(b[0])) ? isNaN(a[0]) - isNaN(b[0]) : (down ? 1 : -1) * compare(a[0], b[0])) || a[1] - b[1]);
        body.append(...keyed.map(entry => entry[2])); merge(body);
      });
    });
    const tools = document.createElement("div"); tools.className = "tools";
    if (rows.length > 8) {
      const filter = document.createElement("input"); filter.type = "search"; filter.placeholder = "Filter rows";
      filter.setAttribute("aria-label", "Filter rows of " + table.dataset.name);
      filter.addEventListener("input", () => {
        const wanted = filter.value.toLocaleLowerCase();
        for (const row of rows) row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
        merge(body);
      });
      tools.append(filter);
    }
    const download = document.createElement("button"); download.type = "button"; download.textContent = "Download CSV";
    download.setAttribute("aria-label", "Download CSV of " + table.dataset.name);
    download.addEventListener("click", () => {
      save([[...table.tHead.rows[0].cells].flatMap(names), ...rows.filter(row => !row.hidden).map(row => [...row.cells].flatMap(values))], table.id + ".csv");
    });
    tools.append(download); table.closest(".scroll").before(tools);
  }

  // Words of topics: the slider weighs probability against lift and shows the first n of each topic anew.
  for (const topics of document.querySelectorAll(".topics")) {
    const n = Number(topics.dataset.value), box = document.createElement("div"), label = document.createElement("label");
    const slider = document.createElement("input"), shown = document.createElement("output"), download = document.createElement("button");
    const numbers = row => [...row.querySelectorAll("td [data-value], td[data-value]")].map(node => Number(node.dataset.value));
    Object.assign(slider, { type: "range", min: "0", max: "1", step: "0.2", value: "0.6" });
    label.append("λ: what sets apart (0) to what is likely (1) ", slider); shown.textContent = slider.value;
    slider.addEventListener("input", () => {
      const weight = Number(slider.value);
      shown.textContent = weight.toFixed(1);
      for (const table of topics.querySelectorAll("table")) {
        const keyed = [...table.tBodies[0].rows].map((row, at) => {
          const [probability, lift] = numbers(row);
          return [weight * Math.log(probability) + (1 - weight) * Math.log(lift), at, row];
        }).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
        keyed.forEach((entry, place) => { entry[2].hidden = place >= n; });
        table.tBodies[0].append(...keyed.map(entry => entry[2]));
      }
    });
    download.type = "button"; download.textContent = "Download CSV"; download.setAttribute("aria-label", "Download CSV of the words of all topics");
    download.addEventListener("click", () => save([["topic", "type", "frequency", "probability", "lift"], ...[...topics.querySelectorAll("table")].flatMap(table => [...table.tBodies[0].rows].map(row =>
      [table.caption.querySelector("b").textContent, row.cells[0].textContent, row.cells[1].textContent.replaceAll(",", ""), ...numbers(row).map(String)]))], "topics.csv"));
    box.className = "slider"; box.append(label, shown, download); topics.before(box);
  }
})();
