// Charts: Vega is fetched from this desk when a chart comes near, and drawn in the page's colours. Expressions are
// walked, not compiled, since the page's policy forbids to make code out of text.
"use strict";

const figures = [...document.querySelectorAll("[data-chart]")];
const vegaAddress = document.currentScript.dataset.vega;
let loading;

function vega() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.type = "module";
    script.src = vegaAddress;
    script.onload = () => resolve(window.vegaEmbed);
    script.onerror = () => reject(new Error("Vega did not come"));
    document.head.append(script);
  });
  return loading;
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const text = { labelColor: colour("--soft"), titleColor: colour("--soft"), labelFont: "sans-serif", titleFont: "sans-serif", titleFontWeight: 400 };
  return {
    background: "transparent",
    view: { stroke: null },
    axis: { ...text, gridColor: colour("--rule"), domainColor: colour("--strong-rule"), tickColor: colour("--strong-rule") },
    legend: text,
    rule: { color: colour("--soft") },
  };
}

// Days and numbers as the reader writes them; the data and the pictures to embed keep one form for all.
function locale(manner) {
  return {
    time: {
      dateTime: "%x, %X", date: manner.date, time: "%H:%M", periods: ["AM", "PM"],
      days: ["", "", "", "", "", "", ""], shortDays: ["", "", "", "", "", "", ""],
      months: manner.months, shortMonths: manner.shortMonths,
    },
    number: { decimal: manner.decimal, thousands: manner.thousands, grouping: [3], currency: ["", ""] },
  };
}

async function specification(figure) {
  const text = await (await fetch(figure.dataset.chart)).text();
  return JSON.parse(text.replaceAll("%-d %b %Y", "%x"));
}

async function draw(figure) {
  const place = figure.querySelector(".chart-place");
  try {
    const [embed, chart] = await Promise.all([vega(), specification(figure)]);
    const config = { ...colours(), locale: locale(JSON.parse(figure.dataset.manner)) };
    const options = { actions: false, ast: true, defaultStyle: false, renderer: "svg", config, tooltip: { disableDefaultStyle: true } };
    await embed(place, chart, options);
  } catch {
    const image = document.createElement("img");
    image.alt = place.getAttribute("aria-label");
    image.src = figure.dataset.chart.replace(".json", ".svg");
    place.replaceChildren(image);
  }
  figure.setAttribute("aria-busy", "false");
}

const near = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    near.unobserve(entry.target);
    draw(entry.target);
  }
}, { rootMargin: "300px" });
for (const figure of figures) near.observe(figure);
document.addEventListener("themechange", () => figures.forEach(draw));
