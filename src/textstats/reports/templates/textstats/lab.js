if (!window.textstatsLinks) {
  window.textstatsLinks = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".jp-RenderedHTMLCommon a[href^='#']");
    const target = link && link.closest(".jp-Notebook").querySelector(link.getAttribute("href"));
    if (!target) return;
    event.preventDefault();
    event.stopPropagation();
    for (let e = target.closest("details"); e; e = e.parentElement.closest("details")) e.open = true;
    target.scrollIntoView({ block: target.offsetHeight > window.innerHeight / 2 ? "start" : "center" });
    target.animate([{ outline: "2px solid" }, { outline: "2px solid transparent" }], 2000);
  }, true);
}
