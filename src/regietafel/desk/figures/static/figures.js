// A slider beside a list of moments, and a word about a file that is too large before it is sent.
(() => {
  "use strict";
  document.querySelectorAll("select[data-slider]").forEach((list) => {
    const slider = document.createElement("input");
    slider.type = "range";
    slider.className = "slider";
    slider.min = "0";
    slider.max = String(list.options.length - 1);
    slider.value = String(list.selectedIndex);
    const name = list.labels[0] ? list.labels[0].textContent : "";
    slider.setAttribute("aria-label", name);
    const tell = () => slider.setAttribute("aria-valuetext", list.options[list.selectedIndex].text);
    tell();
    slider.addEventListener("input", () => { list.selectedIndex = Number(slider.value); tell(); });
    list.addEventListener("change", () => { slider.value = String(list.selectedIndex); tell(); });
    list.after(slider);
  });
  document.querySelectorAll("form[data-largest]").forEach((form) => {
    const file = form.querySelector("input[type=file]");
    if (!file) return;
    const check = () => {
      const chosen = file.files[0];
      const large = chosen && chosen.size > Number(form.dataset.largest);
      file.setCustomValidity(large ? form.dataset.tooLarge : "");
      return !large;
    };
    file.addEventListener("change", () => { if (!check()) file.reportValidity(); });
    form.addEventListener("submit", (event) => {
      if (!check()) { event.preventDefault(); file.reportValidity(); }
    });
  });
})();
