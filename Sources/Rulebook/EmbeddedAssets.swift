// Written by Scripts/embed.sh from Rules/ and Reports/. Do not edit: change those files and run `make embed`.
// swift-format-ignore-file

extension Assets {
  static let embedded: [String: String] = [
    "Reports/junit.xsd": ####"""
<?xml version="1.0" encoding="UTF-8"?>
<!--
  What Cupel writes as JUnit XML: the part on which the readers of Jenkins (both plugins), Surefire, JUnit 5, GitLab and the GitHub
  reporters agree. No properties, files or lines on test cases; properties once and first in a suite; every test case with its class
  name and time; at most one of skipped, error and failure, then at most one system-out.
-->
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">

  <!-- No wall-clock: two runs over the same data give the same bytes. -->
  <xs:simpleType name="time">
    <xs:restriction base="xs:string">
      <xs:pattern value="0\.000"/>
    </xs:restriction>
  </xs:simpleType>

  <xs:simpleType name="name">
    <xs:restriction base="xs:string">
      <xs:minLength value="1"/>
    </xs:restriction>
  </xs:simpleType>

  <xs:element name="testsuites">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="testsuite" type="testsuite" minOccurs="0" maxOccurs="unbounded"/>
      </xs:sequence>
      <xs:attribute name="name" type="name" use="required"/>
      <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
      <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
      <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
      <xs:attribute name="time" type="time" use="required"/>
    </xs:complexType>
    <xs:unique name="suiteNames">
      <xs:selector xpath="testsuite"/>
      <xs:field xpath="@name"/>
    </xs:unique>
    <!-- GitLab silently drops test cases that share class name and name. -->
    <xs:unique name="caseNames">
      <xs:selector xpath="testsuite/testcase"/>
      <xs:field xpath="@classname"/>
      <xs:field xpath="@name"/>
    </xs:unique>
  </xs:element>

  <xs:complexType name="testsuite">
    <xs:sequence>
      <xs:element name="properties">
        <xs:complexType>
          <xs:sequence>
            <xs:element name="property" maxOccurs="unbounded">
              <xs:complexType>
                <xs:attribute name="name" type="name" use="required"/>
                <xs:attribute name="value" type="xs:string" use="required"/>
              </xs:complexType>
            </xs:element>
          </xs:sequence>
        </xs:complexType>
      </xs:element>
      <xs:element name="testcase" type="testcase" minOccurs="1" maxOccurs="unbounded"/>
    </xs:sequence>
    <xs:attribute name="name" type="name" use="required"/>
    <xs:attribute name="tests" type="xs:positiveInteger" use="required"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="skipped" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="time" type="time" use="required"/>
  </xs:complexType>

  <xs:complexType name="testcase">
    <xs:sequence>
      <xs:choice minOccurs="0">
        <xs:element name="skipped">
          <xs:complexType>
            <xs:attribute name="message" type="name" use="required"/>
          </xs:complexType>
        </xs:element>
        <xs:element name="error" type="problem"/>
        <xs:element name="failure" type="problem"/>
      </xs:choice>
      <xs:element name="system-out" type="xs:string" minOccurs="0"/>
    </xs:sequence>
    <xs:attribute name="classname" type="name" use="required"/>
    <xs:attribute name="name" type="name" use="required"/>
    <xs:attribute name="time" type="time" use="required"/>
  </xs:complexType>

  <xs:complexType name="problem">
    <xs:simpleContent>
      <xs:extension base="xs:string">
        <!-- The rule's id. -->
        <xs:attribute name="type" type="name" use="required"/>
        <xs:attribute name="message" type="name" use="required"/>
      </xs:extension>
    </xs:simpleContent>
  </xs:complexType>
</xs:schema>

"""####,
    "Reports/page.css": ####"""

/* The page of a Cupel report. One column to read, a list of sections beside it where there is room. Colours say nothing that a
   sign or a word does not say too. */

:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f6f3, #131619);
  --surface: light-dark(#ffffff, #1a1e22);
  --sunken: light-dark(#f1f1ed, #15181c);
  --line: light-dark(#dedfd9, #2d333a);
  --strong-line: light-dark(#bfc1ba, #464e57);
  --ink: light-dark(#1a1d1f, #e5e8ea);
  --quiet: light-dark(#5b6166, #9aa5af);
  --link: light-dark(#1c5586, #8abde8);
  --fail: light-dark(#a3241f, #ff938b);
  --fail-wash: light-dark(#fbf0ee, #2c1d1e);
  --warning: light-dark(#815200, #e5b85a);
  --warning-wash: light-dark(#faf4e6, #29231a);
  --info: light-dark(#2a5f8f, #86b9e4);
  --info-wash: light-dark(#eef4f8, #1a242d);
  --pass: light-dark(#1d6a40, #74c998);
  --pass-wash: light-dark(#edf5f0, #18261f);
  --none: light-dark(#60676c, #98a2ab);
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }

* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--ink);
  font: 0.9375rem/1.5 var(--sans);
  font-variant-numeric: tabular-nums;
  overflow-wrap: anywhere;
}
p, dl, dd, ul, h1, h2, h3, h4, table, figure { margin: 0; padding: 0; }
ul { list-style: none; }
h1, h2, h3, h4 { line-height: 1.25; font-weight: 650; text-wrap: balance; }
code, .code { font-family: var(--mono); font-size: 0.92em; font-variant-ligatures: none; }
a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.quiet { color: var(--quiet); }
.sprite { position: absolute; }
.sign { width: 1em; height: 1em; flex: none; vertical-align: -0.12em; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100vw; background: var(--surface); padding: 0.5rem 1rem; z-index: 1; }
.skip:focus { left: 0; }
.fail { --tone: var(--fail); --wash: var(--fail-wash); }
.error { --tone: var(--fail); --wash: var(--fail-wash); }
.warning { --tone: var(--warning); --wash: var(--warning-wash); }
.info { --tone: var(--info); --wash: var(--info-wash); }
.pass { --tone: var(--pass); --wash: var(--pass-wash); }
.none, .waived { --tone: var(--none); --wash: var(--sunken); }

/* ---- Frame ---- */

.page {
  display: grid;
  grid-template: "top top" auto "nav main" 1fr "nav foot" auto / 12.5rem minmax(0, 1fr);
  gap: 0 2.5rem;
  max-width: 82rem;
  min-height: 100vh;
  margin: 0 auto;
  padding: 0 2rem;
}
.top { grid-area: top; display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: 0.9rem 0; }
.tools { display: flex; gap: 0.5rem; }
.tools[hidden] { display: none; }
button, input[type="search"] {
  font: inherit;
  font-size: 0.8125rem;
  color: inherit;
  background: var(--surface);
  border: 1px solid var(--strong-line);
  border-radius: 4px;
  padding: 0.25rem 0.6rem;
}
button { cursor: pointer; }
button:hover { border-color: var(--quiet); }
nav { grid-area: nav; position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); overflow-y: auto; padding: 0.2rem 0 1rem; font-size: 0.875rem; }
nav a { display: flex; justify-content: space-between; gap: 0.5rem; padding: 0.24rem 0; color: inherit; text-decoration: none; border-bottom: 1px solid var(--line); }
nav a:hover { color: var(--link); }
nav .run-name { display: block; padding: 0.9rem 0 0.3rem; font-weight: 650; border: 0; }
nav b { font-weight: 500; color: var(--quiet); white-space: nowrap; }
nav b.loud { color: var(--fail); font-weight: 700; }
.reason { min-width: 16rem; }
main { grid-area: main; min-width: 0; }
footer { grid-area: foot; margin-top: 3rem; padding: 1rem 0 2rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.8125rem; }

/* ---- Verdict ---- */

.verdict { background: var(--surface); border: 1px solid var(--line); border-top: 4px solid var(--tone); border-radius: 6px; }
.verdict > .words { padding: 1.4rem 1.6rem 1.2rem; background: linear-gradient(var(--wash), transparent); }
.verdict .word { display: flex; align-items: center; gap: 0.55rem; color: var(--tone); font-size: 1.0625rem; font-weight: 650; letter-spacing: 0.01em; }
.verdict .word .sign { width: 1.25rem; height: 1.25rem; }
.verdict .title { font-size: 1.75rem; letter-spacing: -0.015em; margin: 0.25rem 0 0.4rem; }
.verdict .sentence { font-size: 1.0625rem; max-width: 46rem; }
.tally { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.75rem, 1fr)); border-top: 1px solid var(--line); }
.tally a { padding: 0.7rem 0.5rem 0.6rem 1.6rem; color: inherit; text-decoration: none; display: block; line-height: 1.3; }
.tally a + a { padding-left: 0.9rem; }
.tally a:hover .what { text-decoration: underline; }
.tally .number { font-size: 1.375rem; font-weight: 620; display: flex; align-items: center; gap: 0.4rem; color: var(--tone); }
.tally .number .sign { width: 0.875rem; height: 0.875rem; }
.tally .zero .number { color: var(--quiet); font-weight: 400; }
.tally .what { font-size: 0.8125rem; color: var(--quiet); }
.bar { display: block; width: 100%; height: 6px; }
.bar rect { fill: var(--tone); }
.bar .soft { opacity: 0.45; }
.bar .track { fill: var(--line); }
.identity { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 0.7rem 1.5rem; padding: 1rem 1.6rem 1.2rem; border-top: 1px solid var(--line); font-size: 0.875rem; }
dt { color: var(--quiet); font-size: 0.8125rem; }
.identity dd { line-height: 1.4; }

/* ---- Sections ---- */

.part { margin-top: 2.6rem; }
.part > .heading { display: flex; align-items: baseline; gap: 0.6rem; padding-bottom: 0.45rem; border-bottom: 1px solid var(--strong-line); margin-bottom: 1rem; }
.heading h2, .heading h3 { font-size: 1.1875rem; letter-spacing: -0.005em; }
.heading .amount { color: var(--quiet); font-size: 0.875rem; }
.part > .remark, .cut { color: var(--quiet); font-size: 0.875rem; max-width: 50rem; margin-bottom: 0.9rem; }
* + .run { margin-top: 2rem; }
.run + .run { margin-top: 4rem; padding-top: 2rem; border-top: 3px double var(--strong-line); }

/* ---- A failure ---- */

.card { background: var(--surface); border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 5px; margin-bottom: 1rem; }
.card:target, tr:target { outline: 2px solid var(--link); outline-offset: 1px; }
.card > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.15rem 0.9rem; padding: 0.8rem 1.2rem 0; }
.card .rule { font-size: 1rem; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.5rem; }
.card .rule .sign { color: var(--tone); align-self: center; }
.card .rule a { color: inherit; text-decoration: none; }
.card .rule a:hover { text-decoration: underline; }
.card .scope { font-weight: 400; color: var(--quiet); }
.card .traits { color: var(--quiet); font-size: 0.8125rem; }
.card .traits b { color: var(--tone); font-weight: 650; }
.card .found { padding: 0.35rem 1.2rem 0.9rem; font-size: 1.0313rem; max-width: 56rem; }
.gate { display: flex; flex-wrap: wrap; border-top: 1px solid var(--line); background: var(--sunken); }
.gate > div { flex: 1 1 8.5rem; min-width: 0; padding: 0.55rem 0.9rem 0.65rem; border-left: 1px solid var(--line); }
.gate > div:first-child { flex: 3 1 18rem; padding-left: 1.2rem; border-left: 0; }
.gate dd { line-height: 1.4; }
.gate .value { font-weight: 600; }
.gate .source { display: block; font-size: 0.8125rem; color: var(--quiet); }
.gate .share { display: block; width: 100%; max-width: 9rem; height: 4px; margin-top: 0.35rem; }
.share rect { fill: var(--tone); }
.share .track { fill: var(--line); }
.advice { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 0.6rem 2rem; padding: 0.8rem 1.2rem 0.9rem; border-top: 1px solid var(--line); font-size: 0.9063rem; }
.advice p { max-width: 44rem; }
.advice b { display: block; font-weight: 500; color: var(--quiet); font-size: 0.8125rem; }
.card details { border-top: 1px solid var(--line); }
summary { cursor: pointer; padding: 0.55rem 1.2rem; font-size: 0.875rem; }
summary:hover { color: var(--link); }
summary::marker { color: var(--quiet); }
.card details > .inside { padding: 0 1.2rem 0.9rem; }
.card .card { border-color: var(--line); border-left-color: var(--strong-line); margin: 0.6rem 0 0; background: none; }
.consequences > summary { background: var(--sunken); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1rem; padding: 0.9rem 1.2rem; border-top: 1px solid var(--line); }
.figures figcaption { font-size: 0.8125rem; color: var(--quiet); margin-top: 0.3rem; }
.figures svg { display: block; width: 100%; height: auto; }

/* ---- Tables ---- */

table { width: 100%; border-collapse: collapse; font-size: 0.875rem; }
th { text-align: left; font-weight: 500; color: var(--quiet); font-size: 0.8125rem; vertical-align: bottom; padding: 0.35rem 0.8rem 0.35rem 0; border-bottom: 1px solid var(--strong-line); }
td, tbody th { padding: 0.38rem 0.8rem 0.38rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody th { color: inherit; font-size: inherit; font-weight: 500; }
th:last-child, td:last-child { padding-right: 0; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { overflow-wrap: normal; }
.number, th.number { text-align: right; }
td.number { white-space: nowrap; }
.tally .number { text-align: left; }
td .sign { color: var(--tone); }
.sheet { background: var(--surface); border: 1px solid var(--line); border-radius: 5px; padding: 0.35rem 1.2rem 0.45rem; }
.coverage { padding: 0.35rem 0; }
.sheet .bar { margin-bottom: 0.5rem; }
tr[hidden] { display: none; }

/* ---- Every rule ---- */

.filter { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; margin-bottom: 0.9rem; font-size: 0.875rem; }
.filter[hidden] { display: none; }
.filter input[type="search"] { width: 15rem; max-width: 100%; font-size: 0.875rem; }
.filter label { display: inline-flex; gap: 0.3rem; align-items: center; }
.filter output { color: var(--quiet); }
.family { background: var(--surface); border: 1px solid var(--line); border-radius: 5px; margin-bottom: 0.7rem; }
.family[hidden] { display: none; }
.family > summary { padding: 0.5rem 1.2rem; display: flex; align-items: baseline; gap: 0.8rem; }
.family > summary::-webkit-details-marker { display: none; }
.family > summary::before { content: "▸"; color: var(--quiet); font-size: 0.75rem; }
.family[open] > summary::before { content: "▾"; }
.family > summary :is(h3, h4) { font-size: 0.9375rem; }
.family > .inside { padding: 0 1.2rem 0.35rem; }
.ledger { table-layout: fixed; }
.ledger .c-outcome { width: 8.25rem; }
.ledger .c-rule { width: 22%; }
.ledger .c-value { width: 9.5rem; }
.ledger .c-limit { width: 18%; }
.ledger .outcome { color: var(--tone); white-space: nowrap; }
.ledger .scope, .ledger .source { display: block; color: var(--quiet); font-size: 0.8125rem; }
.ledger .aside { display: block; color: var(--quiet); }
.pairs { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.3rem 1.5rem; font-size: 0.875rem; }
.pairs dt { font-size: 0.875rem; }
.notes { list-style: disc; padding-left: 1.1rem; }
.notes li { max-width: 56rem; margin-bottom: 0.3rem; }

/* ---- Narrow ---- */

@media (max-width: 62rem) {
  .page { display: block; padding: 0 1.25rem; }
  nav { position: static; max-height: none; padding: 0 0 1rem; }
  nav ul { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; }
  nav a { border: 0; text-decoration: underline; }
  nav .run-name { flex-basis: 100%; }
}
@media (max-width: 44rem) {
  .page { padding: 0 0.75rem; }
  .top { flex-wrap: wrap; gap: 0.4rem 1rem; }
  .verdict > .words { padding: 1rem 1rem 0.9rem; }
  .verdict .title { font-size: 1.375rem; }
  .tally { grid-template-columns: repeat(auto-fit, minmax(5.5rem, 1fr)); padding: 0 0.25rem; }
  .tally a, .tally a + a { padding: 0.5rem 0.3rem 0.4rem 0.75rem; }
  .identity { padding: 0.9rem 1rem; grid-template-columns: 1fr; }
  .card > header, .card .found, .advice, summary, .figures { padding-left: 0.9rem; padding-right: 0.9rem; }
  .card details > .inside, .family > .inside { padding-left: 0.9rem; padding-right: 0.9rem; }
  .family > summary { padding: 0.5rem 0.9rem; flex-wrap: wrap; gap: 0 0.6rem; }
  .gate > div, .gate > div:first-child { padding: 0.45rem 0.9rem; border-left: 0; }
  .sheet { padding: 0.2rem 0.9rem; }
  /* Rows become small cards; each cell says its column. */
  .stack thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .stack, .stack tbody, .stack tr, .stack td, .stack tbody th { display: block; width: auto; text-align: left; }
  .stack tr { padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
  .stack tbody tr:last-child { border-bottom: 0; }
  .stack tr[hidden] { display: none; }
  .stack td, .stack tbody th { border: 0; padding: 0.05rem 0; }
  .stack td[data-label]::before { content: attr(data-label) " "; color: var(--quiet); font-size: 0.8125rem; }
  .stack td:empty { display: none; }
  .stack td.number { white-space: normal; }
  .pairs { grid-template-columns: 1fr; gap: 0; }
  .pairs dd { margin-bottom: 0.5rem; }
}

/* ---- Paper ---- */

@page { margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; } }
@media print {
  :root, :root[data-theme] { color-scheme: light; --ground: #fff; font-size: 9pt; }
  .page { display: block; max-width: none; padding: 0; }
  nav, .tools, .filter, .skip { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .verdict, .gate, .advice, .family > summary, tr, figure { break-inside: avoid; }
  .heading, .card > header, .family > summary { break-after: avoid; }
  thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; }
  * { print-color-adjust: exact; }
}

"""####,
    "Reports/page.html": ####"""
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{policy}}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{title}}</title>
<style>{{style}}</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
<svg class="sprite" aria-hidden="true" width="0" height="0">
  <symbol id="sign-fail" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="currentColor"/><path d="M5.4 5.4l5.2 5.2m0-5.2l-5.2 5.2" stroke="var(--surface)" stroke-width="1.7" stroke-linecap="round"/></symbol>
  <symbol id="sign-warning" viewBox="0 0 16 16"><path d="M8 1.6l6.9 12.3H1.1z" fill="currentColor" stroke="currentColor" stroke-width="1" stroke-linejoin="round"/><path d="M8 6v3.6m0 2.1v.1" stroke="var(--surface)" stroke-width="1.7" stroke-linecap="round"/></symbol>
  <symbol id="sign-info" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M8 7.4v3.8M8 4.7v.1" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"/></symbol>
  <symbol id="sign-error" viewBox="0 0 16 16"><path d="M4.9 1h6.2L15 4.9v6.2L11.1 15H4.9L1 11.1V4.9z" fill="currentColor"/><path d="M6.1 6.1c.1-1.3 1-1.9 1.9-1.9 1.1 0 1.9.7 1.9 1.7 0 1.5-1.9 1.5-1.9 3m0 2.300v.1" fill="none" stroke="var(--surface)" stroke-width="1.5" stroke-linecap="round"/></symbol>
  <symbol id="sign-pass" viewBox="0 0 16 16"><path d="M3 8.600l3.3 3.300L13 4.6" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/></symbol>
  <symbol id="sign-none" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.3" stroke-dasharray="2.2 2.2"/></symbol>
  <symbol id="sign-waived" viewBox="0 0 16 16"><path d="M4 14.500V2.200h8.200l-2 3 2 3H4" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round"/></symbol>
</svg>
<div class="page">
<header class="top">
  <p class="brand"><strong>Cupel</strong> {{version}} <span class="quiet">dataset report</span></p>
  <p class="tools" hidden>
    <button type="button" data-do="expand">Open everything</button>
    <button type="button" data-do="theme">Theme: system</button>
  </p>
</header>
<nav aria-label="Sections of the report">
{{contents}}</nav>
<main id="report">
{{main}}</main>
<footer>
{{footer}}</footer>
</div>
<script>{{script}}</script>
</body>
</html>

"""####,
    "Reports/page.js": ####"""

// The page is whole without this script. It adds a filter over the rules, a theme switch, and opens what links point into.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Theme: system, light, dark, in turn.
  const themes = ["system", "light", "dark"];
  const themeButton = document.querySelector('[data-do="theme"]');
  themeButton.addEventListener("click", () => {
    const next = themes[(themes.indexOf(root.dataset.theme ?? "system") + 1) % themes.length];
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    themeButton.textContent = `Theme: ${next}`;
  });

  // Everything open, everything as it was.
  const expandButton = document.querySelector('[data-do="expand"]');
  let closedBefore = null;
  const open = () => {
    closedBefore = all("details:not([open])");
    closedBefore.forEach((details) => (details.open = true));
  };
  const close = () => {
    closedBefore?.forEach((details) => (details.open = false));
    closedBefore = null;
  };
  expandButton.addEventListener("click", () => {
    if (closedBefore) close();
    else open();
    expandButton.textContent = closedBefore ? "Close again" : "Open everything";
  });
  let openedForPaper = false;
  addEventListener("beforeprint", () => {
    if (!closedBefore) { open(); openedForPaper = true; }
  });
  addEventListener("afterprint", () => {
    if (openedForPaper) { close(); openedForPaper = false; }
  });

  // A link into a closed part opens it.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  // The filter of each run's rules: words in the row, and outcomes.
  for (const filter of all(".filter")) {
    const ledger = filter.parentElement;
    const words = filter.querySelector('input[type="search"]');
    const boxes = all('input[type="checkbox"]', filter);
    const count = filter.querySelector("output");
    const rows = all("tr[data-outcome]", ledger).map((row) => ({ row, text: row.textContent.toLowerCase() }));
    const apply = () => {
      const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
      const terms = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const { row, text } of rows) {
        row.hidden = !(wanted.has(row.dataset.outcome) && terms.every((term) => text.includes(term)));
        if (!row.hidden) shown += 1;
      }
      for (const family of all(".family", ledger)) family.hidden = !family.querySelector("tr[data-outcome]:not([hidden])");
      count.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} shown`;
    };
    words.addEventListener("input", apply);
    boxes.forEach((box) => box.addEventListener("change", apply));
    filter.hidden = false;
  }

  document.querySelector(".tools").hidden = false;
  if (location.hash) reveal();
})();

"""####,
    "Reports/report.schema.json": ####"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "cupel.report/1",
  "title": "Cupel report",
  "description": "What `cupel check --json` writes. Every key is always present; null says that there is none. The text holds no wall-clock time and no path of the machine that the user did not type: the same bytes in give the same bytes out.",
  "type": "object",
  "required": ["schema", "tool", "verdict", "runs"],
  "additionalProperties": false,
  "properties": {
    "schema": {"const": "cupel.report/1"},
    "tool": {
      "type": "object",
      "required": ["name", "version"],
      "additionalProperties": false,
      "properties": {"name": {"const": "cupel"}, "version": {"type": "string"}}
    },
    "verdict": {"$ref": "#/$defs/verdict"},
    "runs": {
      "description": "One for each dataset and target.",
      "type": "array",
      "items": {"$ref": "#/$defs/run"}
    },
    "rules": {
      "description": "The same as runs[0].rules, where there is exactly one run; absent otherwise.",
      "type": "array",
      "items": {"$ref": "#/$defs/rule"}
    }
  },
  "$defs": {
    "verdict": {
      "description": "reject: a gating rule failed. incomplete: something that must be checked could not be. accept: no defect found in what was checked. Exit status 1, 3, 0.",
      "enum": ["accept", "reject", "incomplete"]
    },
    "count": {"type": "integer", "minimum": 0},
    "scalar": {
      "description": "A number in the unit beside it, or a name. Numbers that JSON cannot hold are the names NaN, Infinity and -Infinity.",
      "type": ["number", "string"]
    },
    "unit": {
      "description": "Lengths in m, angles in rad, times in s; a share runs from 0 to 1; empty for plain numbers; `name` where the value is a name.",
      "enum": ["m", "rad", "s", "Hz", "steps", "episodes", "count", "share", "ratio", "sigma", "bins", "ppm", "bytes", "words", "", "name"]
    },
    "observed": {
      "type": ["object", "null"],
      "required": ["value", "unit"],
      "additionalProperties": false,
      "properties": {"value": {"$ref": "#/$defs/scalar"}, "unit": {"$ref": "#/$defs/unit"}}
    },
    "limit": {
      "description": "The limit as it was applied, and the file that set it. A limit that is not one number is given as text.",
      "type": ["object", "null"],
      "required": ["value", "unit", "set_in"],
      "additionalProperties": false,
      "properties": {
        "value": {"$ref": "#/$defs/scalar"},
        "unit": {"$ref": "#/$defs/unit"},
        "set_in": {"type": "string"}
      }
    },
    "run": {
      "type": "object",
      "required": ["dataset", "target", "pack", "plan_digest", "rules_digest", "verdict", "looked", "roles", "rules"],
      "additionalProperties": false,
      "properties": {
        "dataset": {
          "type": "object",
          "required": ["name", "path", "format", "digest", "splits"],
          "additionalProperties": false,
          "properties": {
            "name": {"type": "string"},
            "path": {"description": "As the user gave it.", "type": "string"},
            "format": {"type": "string"},
            "digest": {"description": "A tree over the record checksums: the identity of the data.", "type": "string"},
            "splits": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["name", "episodes", "steps", "shards"],
                "additionalProperties": false,
                "properties": {
                  "name": {"type": "string"},
                  "episodes": {"$ref": "#/$defs/count"},
                  "steps": {"$ref": "#/$defs/count"},
                  "shards": {"$ref": "#/$defs/count"}
                }
              }
            }
          }
        },
        "target": {"description": "The model family; `generic` when nobody named one.", "type": "string"},
        "pack": {"type": "string"},
        "plan_digest": {"type": "string"},
        "rules_digest": {"type": "string"},
        "verdict": {"$ref": "#/$defs/verdict"},
        "looked": {
          "description": "Rules, each counted once, that could reject, and how many of them could look.",
          "type": "object",
          "required": ["gating", "could"],
          "additionalProperties": false,
          "properties": {"gating": {"$ref": "#/$defs/count"}, "could": {"$ref": "#/$defs/count"}}
        },
        "roles": {"type": "array", "items": {"$ref": "#/$defs/role"}},
        "rules": {"description": "One entry for each rule and scope, by id, then scope.", "type": "array", "items": {"$ref": "#/$defs/rule"}}
      }
    },
    "role": {
      "description": "What a column means, and how that is known.",
      "type": "object",
      "required": ["role", "features", "source", "strength", "evidence"],
      "additionalProperties": false,
      "properties": {
        "role": {"type": "string"},
        "features": {"type": "array", "items": {"type": "string"}},
        "source": {"enum": ["declared", "card", "inferred"]},
        "strength": {"enum": ["weak", "strong"]},
        "evidence": {"type": "string"}
      }
    },
    "rule": {
      "type": "object",
      "required": [
        "id", "severity", "confidence", "outcome", "scope", "view", "states", "found", "observed", "limit", "reason", "explained_by",
        "count", "total", "findings_total", "findings"
      ],
      "additionalProperties": false,
      "properties": {
        "id": {"description": "family/name", "type": "string"},
        "severity": {"description": "Of the level that was broken, or of the first level when none was.", "enum": ["error", "warning", "info"]},
        "confidence": {"enum": ["certain", "strong", "heuristic"]},
        "outcome": {"enum": ["pass", "fail", "error", "not-applicable", "waived"]},
        "scope": {"description": "dataset, a split, or a slice as key=value.", "type": "string"},
        "view": {"description": "raw, or the target whose loader's transforms were applied.", "type": "string"},
        "states": {"description": "What the rule holds true, with the limit filled in.", "type": "string"},
        "found": {"description": "What was found, in one sentence.", "type": ["string", "null"]},
        "observed": {"$ref": "#/$defs/observed"},
        "limit": {"$ref": "#/$defs/limit"},
        "reason": {"description": "Why there is no verdict: not-applicable, error, waived.", "type": ["string", "null"]},
        "explained_by": {"description": "The failed rule of which this failure is a consequence.", "type": ["string", "null"]},
        "count": {"description": "How many broke the rule ...", "$ref": "#/$defs/count"},
        "total": {"description": "... of how many that were looked at.", "$ref": "#/$defs/count"},
        "findings_total": {"$ref": "#/$defs/count"},
        "findings": {"description": "All of them.", "type": "array", "items": {"$ref": "#/$defs/finding"}}
      }
    },
    "finding": {
      "type": "object",
      "required": ["split", "episode", "shard", "record", "path", "steps", "feature", "observed", "message"],
      "additionalProperties": false,
      "properties": {
        "split": {"type": ["string", "null"]},
        "episode": {"description": "Counted from 0 within the split, in shard then record order.", "type": ["integer", "null"], "minimum": 0},
        "shard": {"description": "File name of the shard.", "type": ["string", "null"]},
        "record": {"description": "Counted from 0 within the shard.", "type": ["integer", "null"], "minimum": 0},
        "path": {"description": "A path that the data itself carries.", "type": ["string", "null"]},
        "steps": {
          "description": "First and last step.",
          "type": ["array", "null"],
          "items": {"type": "integer"},
          "minItems": 2,
          "maxItems": 2
        },
        "feature": {"type": ["string", "null"]},
        "observed": {"$ref": "#/$defs/observed"},
        "message": {"type": "string"}
      }
    }
  }
}

"""####,
    "Rules/action/dead-dimension.yaml": ####"""
id: action/dead-dimension
since: 0.1
confidence: certain
states: Every dimension of the action changes somewhere in the dataset.
found: "{count} of {total} {noun} never change: {worst.message}. {loader}."
measured: "all {total} {noun} change"
why: >
  A dimension that never changes teaches nothing, and normalisation divides by its range of zero: what the model is then given depends on the loader, and
  what it gives back moves the arm all the same.
fix: >
  Look whether the recording dropped the dimension. Where the robot cannot move that way, leave the dimension out or mask it.
scope: dataset
metric: action.dead
levels:
  - {severity: warning, require: {at_most: 0}}
explained_by: [schema/finite]
examples: {clean: [euler-base, idle-and-heavy-tailed], defect: [dead-dimension]}
references:
  - "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/utils/data_utils.py:95: a dimension whose minimum equals its maximum becomes 0, masked or not."
  - "The gripper has a rule of its own. Looked at from 10 steps."

"""####,
    "Rules/action/episode-scale.yaml": ####"""
id: action/episode-scale
since: 0.1
confidence: strong
states: No episode's action is of another scale than the other episodes', by a factor of three and more than chance allows.
found: "{count} of {total} {noun} are of another scale; the worst is {worst.episode}: {worst.message}."
measured: "no episode is of another scale; nearest to it is {worst.episode}: {worst.message}"
why: >
  An episode recorded in another unit, at another rate, or with a controller gone wild shifts normalisation statistics and teaches motions
  that no other episode confirms.
fix: >
  Compare the episode's unit, rate and recording with the others. Scale it back, or drop it.
metric: action.scale
per: episode
levels:
  - {severity: warning, require: {at_most: 1 x}}
explained_by: [schema/finite, schema/step-flags, action/outliers]
examples: {clean: [euler-base, idle-and-heavy-tailed, commanded-delay], defect: [episode-eight-times-as-large]}
references:
  - >-
    x = ln p99 |a| per episode and dimension. The sorted x fall off in spacings j (x[j] - x[j+1]); for a tail no heavier than a power law these
    are at most exponential whatever the number of episodes, so each is held against the mean of the 50 (at most half of the episodes) below
    it. A factor of 20 above the next needs no statistics. All tests of a dataset share a chance of 0.001. Measured is the departure from the median over what is allowed, as logarithms.
  - "Louder episodes go dimension by dimension (against the group's typical loudest dimension too), quieter ones by group. Where more than one in fifty is beyond, ten times is asked for: they may be another task. Decides from 12 episodes."

"""####,
    "Rules/action/idle.yaml": ####"""
id: action/idle
since: 0.1
confidence: strong
states: No episode rests before its first motion, or behind its last, for more than {limit} of its steps or 2 s.
found: "{count} of {total} {noun} begin or end with a long rest; the worst, {worst.episode}: {worst.message}."
measured: "{share} of the steps rest, at most {longest} in a row; the longest rest at an end is {observed} of an episode{published}{loader}"
why: >
  A policy that is trained on an arm that waits learns to wait: it stays where it is, and the same picture that should start a motion asks for none.
fix: >
  Cut the rest off at both ends, or have the loader leave out idle steps by its own rule.
metric: action.idle.padding
per: episode
levels:
  - {severity: warning, require: {at_most: 25%}}
  - {severity: warning, metric: action.idle.seconds, require: {at_most: 2 s}}
allow: 1% of episodes
explained_by: [schema/finite, schema/step-flags]
examples: {clean: [idle-and-heavy-tailed, commanded-delay, twenty-hertz], defect: [padding-idle]}
references:
  - "A step rests when its label moves less than 0.2 mm and 0.05 degrees and the gripper is as before; joint labels when they change by less than 0.001 rad. Fewer than 5 steps are no padding. Seconds from control_hz, else from stamps."
  - "moojink/openvla-oft @ 213c5ff, experiments/robot/libero/regenerate_libero_dataset.py:46-68; openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/utils/droid_utils.py:151-178; Physical-Intelligence/openpi @ 15a9616, examples/droid/compute_droid_nonidle_ranges.py:36-95."
  - "One episode in a hundred may: a pause of the operator is no habit of the recording."

"""####,
    "Rules/action/influence.yaml": ####"""
id: action/influence
since: 0.1
confidence: strong
states: No single episode stretches what the target normalises the action by; at most {limit}.
found: "{count} of {total} {noun} stretch the {scale} of a dimension; the worst, {worst.episode}: {worst.feature} spans {worst.value} as much as without it."
measured: "the episode that matters most stretches the {scale} of a dimension by {observed}; {limit} would be too far"
why: >
  Normalisation statistics are taken over everything. One bad episode makes the range so wide that the labels of all others shrink to a few bins or a
  fraction of the loss.
fix: >
  Look at the episode: another unit, a glitch, another robot. Leave it out and compute the statistics anew.
scope: dataset
metric: action.influence
per: episode
levels:
  - {severity: warning, require: {at_most: "{action.influence.limit}"}}
explained_by: [schema/finite, state/units, action/outliers, action/episode-scale]
examples: {clean: [many-episodes], defect: [one-wild-episode]}
references:
  - >-
    Scale of all episodes over that without one: q99 - q01, standard deviation, or maximum - minimum, as the target takes it (quantiles where none is named). Quantiles without an episode come from
    the histogram of all and four quantiles of the episode.
  - >-
    The limit is 1.05 (quantiles), 1.1 (standard deviation) or 1.25 (extremes), or what the other episodes make plausible if that is more: the spacings of
    ratio - 1 (quantiles), of its logarithm (standard deviation), or of how far episodes go from the middle (extremes) are held against those below them, with a
    chance of 0.001 for the whole dataset. Decides from 100 episodes.

"""####,
    "Rules/action/jumps.yaml": ####"""
id: action/jumps
since: 0.1
confidence: strong
states: No single label stands out from both of its neighbours, by more than {limit} the 99th percentile of its dimension.
found: "{count} of {total} {noun} hold a label that jumps; the worst, {worst.feature} at step {worst.step} of {worst.episode}, by {worst.value} the 99th percentile of its dimension."
measured: "the most prominent single label stands out by {observed} the 99th percentile of its dimension; {limit} would be too far"
why: >
  Labels and states that jump together are a recording with a hole in it, two recordings joined, or a tracker that lost the arm: the labels are
  consistent, and still no arm moved like that.
fix: >
  Look at the step. Split the episode there, or drop it.
metric: action.jumps
per: episode
levels:
  - {severity: warning, require: {at_most: "{action.jumps.limit}"}}
explained_by: [schema/finite, schema/step-flags, action/outliers, state/spikes]
examples: {clean: [euler-base, idle-and-heavy-tailed, commanded-delay], defect: [path-jumps]}
references:
  - >-
    The prominence of a label is the smaller half of its second difference: min(|x[t] - x[t-1]|, |x[t] - x[t+1]|) where both have the same sign, and
    |x[t-1] - x[t-2]| and |x[t+2] - x[t+1]| are below a quarter of it. Angles are unwrapped; grippers and quaternions stay out.
  - >-
    The limit is 10, or what the other episodes make plausible if that is more: the spacings of the logarithms are held against those below them, as for action/outliers,
    with a chance of 0.001 for the whole dataset. Decides from 6 episodes.

"""####,
    "Rules/action/labels.yaml": ####"""
id: action/labels
since: 0.1
confidence: strong
states: Translation labels have to do with the motion, and are what they are declared to be ({limit}).
found: >-
  Labels are {kind}: in the {frame} frame, pooled at lag 0, they ask for {gain} of the motion (gain) and leave {residual} of themselves
  unexplained (residual); they fit best {lag.residual} at a delay of {delay}.
measured: >-
  Labels are {kind}: in the {frame} frame, pooled at lag 0, gain {gain}, residual {residual}; effective delay {delay}
why: >
  Executed labels are computed from the recorded states and can be held against them to the last digit. Commanded labels are what was sent to
  a controller: they lead the motion and drift away from it when summed up. A policy trained on one and run as the other overshoots or lags.
fix: >
  Declare what the labels are (labels: executed or labels: commanded), or compute them from the states. Labels that are unrelated to the
  motion come most often from another stream, another frame, or another episode.
needs: [pose.position, action.translation]
scope: dataset
metric: labels.kind
levels:
  - {severity: error, require: {equals: "{declared.labels}"}}
  - {severity: info, require: {one_of: [executed, commanded]}}
explained_by: [schema/finite, schema/declared-features]
examples: {clean: [euler-base, rotation-vector, tool-frame, commanded-delay], defect: [commands-declared-executed, executed-declared-commands]}
references:
  - >-
    Residual: sum |a - g d|^2 / sum |a|^2 with d the motion k steps later (k = -2 to 5) in the base or the tool frame and g = sum a.d / sum d.d.
    Executed: the median over episodes of the residual, the smallest over frames and lags and less what the rounding of stored numbers
    explains, is below 1e-6. Commanded: the median of the best residuals is at most 0.7.

"""####,
    "Rules/action/magnitude.yaml": ####"""
id: action/magnitude
since: 0.1
confidence: heuristic
states: The arm moves no faster than arms do; at most {limit} m/s and 2 pi rad/s.
found: "{count} of {total} {noun} move faster than arms do; the fastest, {worst.episode} about step {worst.step}, at {worst.value} m/s ({rate})."
measured: "the fastest episode moves at {observed} m/s ({rate})"
why: >
  Speeds that no arm reaches come from a wrong rate, a wrong unit, or steps that were dropped. A policy that repeats them stops at the controller's
  limits, or does not stop.
fix: >
  Compare control_hz with the recording, and the unit of positions with the robot's reach.
metric: state.pace
per: episode
levels:
  - {severity: warning, require: {at_most: 2}}
  - severity: warning
    metric: state.spin
    require: {at_most: 6.2832}
    found: "{count} of {total} {noun} turn faster than arms do; the fastest, {worst.episode} about step {worst.step}, at {worst.value} rad/s ({rate})."
explained_by: [schema/finite, state/units, state/spikes, action/jumps, time/rate]
examples: {clean: [with-timestamps, twenty-hertz], defect: [rate-ten-times-too-high]}
references:
  - "The third-fastest step of an episode times the declared control_hz, else that of the stamps. Turns are the sum of the changes of three angles, or the chord between two quaternions: never less than the turn."
  - "2 m/s and 2 pi rad/s: collaborative arms are limited to 1 to 2 m/s and about pi rad/s at the tool."

"""####,
    "Rules/action/outliers.yaml": ####"""
id: action/outliers
since: 0.1
confidence: strong
states: No single label is far out of what the motion shows, or without a pose, of its neighbours; at most {limit}.
found: "{count} of {total} {noun} hold an isolated label far out of {against}; the worst, {worst.feature} at step {worst.step} of {worst.episode}, by {worst.value} (robust)."
measured: "the worst isolated label lies {observed} (robust) out of {against}; {limit} would be too far"
why: >
  One glitch of a label is trained on as if the arm had jumped; with min-max or mean-std normalisation it squeezes every other label of its
  dimension as well.
fix: >
  Look at the step: replace the label by what the motion shows, or drop the episode.
metric: action.outliers
per: episode
levels:
  - {severity: warning, require: {at_most: "{action.outliers.limit}"}}
explained_by: [schema/finite, schema/step-flags]
examples: {clean: [euler-base, idle-and-heavy-tailed, commanded-delay], defect: [label-spike]}
references:
  - >-
    r = a - g d, gain and lag of the episode's own best fit; z = |r - median| / max(1.4826 MAD, a twentieth of a typical label, half of what the motion shows at lags -2 to 5), of steps both
    of whose neighbours are below z / 4. The scale of data at rest is that of the deviations that are not zero.
  - >-
    The limit is 20, or what the other episodes' worst labels make plausible if that is more: the spacings of ln z are held against those
    below them, with a chance of 0.001 for all of them together, whatever the number of episodes. A factor of 20 above the next needs no statistics. Where more than half of the episodes
    exceed 100, it is 100. Decides from 6 episodes of 16 steps.

"""####,
    "Rules/action/quantised.yaml": ####"""
id: action/quantised
since: 0.1
confidence: strong
states: No dimension of the action is rounded to few levels; at least {limit} levels lie within its range.
found: "{count} of {total} {noun} are rounded to few levels: {worst.message}."
measured: "{coarsest}"
why: >
  Labels that were decoded from tokens, or went through a coarse integer, lost what lies between two levels. A policy cannot move more finely than its
  labels, and small corrections become either nothing or a jerk.
fix: >
  Store the labels that were recorded, not those that a tokeniser or an 8-bit message gave back.
scope: dataset
metric: action.levels
levels:
  - {severity: warning, require: {at_least: 128}}
explained_by: [schema/finite]
examples: {clean: [euler-base, idle-and-heavy-tailed, commanded-delay], defect: [labels-of-64-levels]}
references:
  - >-
    The common step of an episode's values is the greatest common divisor of their distances from the first, with the rounding of float32 carried through
    Euclid's remainders; 24 values or more must lie on the lattice, each of which had a chance of at most 1 in 8 to do so by luck. Levels are the widest range of the
    dimension's group (translation, rotation, joints) over the smallest step. Nine in ten of the episodes that can tell must agree.
  - "Range/255 is what a policy with 256 tokens resolves at best, so half as many levels are a loss for every model."

"""####,
    "Rules/action/reconstruction-position.yaml": ####"""
id: action/reconstruction-position
since: 0.1
confidence: certain
states: Summing the translation labels from the first pose reproduces every later position to within {limit}.
found: "{count} of {total} {noun} drift further; the worst, {worst.episode}, by {worst.value} at step {worst.step} (labels taken in the {frame} frame)."
measured: "the worst of {total} {noun}, {worst.episode}, drifts by {worst.value} (labels taken in the {frame} frame)"
why: >
  A policy integrates its actions. Labels that do not add up to the recorded path teach the wrong motion: the wrong unit, frame, step or gain.
fix: >
  Compute labels as pose[t+1] - pose[t] from the executed states, in the declared frame, and store each with the observation before the
  motion. If the labels are commands, declare labels: commanded.
needs: [pose.position, action.translation]
when: {labels: executed}
metric: reconstruction.position.max
per: episode
levels:
  - {severity: error, require: {at_most: 1 mm}}
allow: 0% of episodes
explained_by: [schema/finite, schema/step-flags, action/labels, action/episode-scale, action/outliers]
examples:
  clean: [euler-base, rotation-vector, quaternion-state, tool-frame, twenty-hertz, idle-and-heavy-tailed, gripper-down]
  defect: [labels-in-millimetres, one-episode-scaled, labels-late, labels-early, tool-labels-declared-base]
references:
  - "max over t of |p[0] + sum of d - p[t]|, with d the label in the base frame and R[t] times the label in the tool frame. Labels stored as float32 add up to about 1e-6 m."

"""####,
    "Rules/action/reconstruction-rotation.yaml": ####"""
id: action/reconstruction-rotation
since: 0.1
confidence: certain
states: Composing the rotation labels from the first pose reproduces every later orientation to within {limit}.
found: "{count} of {total} {noun} turn away further; the worst, {worst.episode}, by {worst.value} at step {worst.step} (labels read as {form}, in the {frame} frame)."
measured: "the worst of {total} {noun}, {worst.episode}, turns away by {worst.value} (labels read as {form}, in the {frame} frame)"
why: >
  Rotations compose in an order. Labels composed on the wrong side, written in another form or unit, or taken as the difference of Euler angles
  end tens of degrees off within a hundred steps.
fix: >
  Compute the label as R[t+1] R[t]^T in the base frame, or R[t]^T R[t+1] in the tool frame, and write that rotation in the declared form. The
  difference of two triples of Euler angles is not a rotation.
needs: [pose.position, pose.rotation, action.translation, action.rotation]
when: {labels: executed}
metric: reconstruction.rotation.max
per: episode
levels:
  - {severity: error, require: {at_most: 0.01 rad}}
allow: 0% of episodes
explained_by: [schema/finite, schema/step-flags, action/labels, action/reconstruction-position, action/episode-scale, action/outliers]
examples:
  clean: [euler-base, rotation-vector, quaternion-state, tool-frame, twenty-hertz, idle-and-heavy-tailed, gripper-down]
  defect: [rotation-labels-scaled]
references:
  - "max over t of the angle of R[t]^T (product of dR) R[0], each label from the left in the base frame and from the right in the tool frame. Labels stored as float32 compose to about 1e-6 rad."

"""####,
    "Rules/action/saturation.yaml": ####"""
id: action/saturation
since: 0.1
confidence: strong
states: No dimension of the action piles up at its own smallest or largest value; at most {limit} of its values lie there.
found: "{count} of {total} {noun} pile up at an end: {worst.message}."
measured: "at most {observed} of a dimension's values lie exactly at one of its ends"
why: >
  Labels that were clipped no longer say how far the arm went. The policy learns that everything beyond the clip is the same motion, and
  labels do not add up to the recorded path.
fix: >
  Record labels before they are clipped, or compute them anew from the states. Where the controller itself clips commands, say so in the dataset's
  documentation.
scope: dataset
metric: action.saturation
levels:
  - {severity: warning, require: {at_most: 2%}}
explained_by: [schema/finite, action/quantised]
examples: {clean: [euler-base, idle-and-heavy-tailed, commanded-delay], defect: [labels-clipped]}
references:
  - >-
    Counted are values equal to the smallest or the largest of the whole dataset, to the last bit; continuous labels have one such value. Steps that repeat the
    row before them are left out (an arm that is held), ends that are exactly 0 too (a direction never taken), and dimensions with
    more than 60 % of their values at both ends together (a gripper that no role names). Fewer than 5 values, or in fewer than 3 episodes, are no pile.

"""####,
    "Rules/action/sigma-share.yaml": ####"""
id: action/sigma-share
since: 0.1
confidence: certain
states: "At most {limit} of the steps lie beyond three standard deviations, in every dimension of the action."
found: "{worst.value} of the steps lie beyond three sigma in {worst.feature}; {episodes} of the episodes hold such a step."
measured: >-
  {dimension} has the most steps beyond three sigma: {share}, in {episodes} of the episodes. Gaussian data show 0.27 %, heavy-tailed 1.4 %,
  reaches with pauses up to 3 %
why: >
  Dropping every episode with a step beyond three sigma drops two thirds of good data, because honest robot motion is not Gaussian. The share is
  told so that a contract can speak of it; by Chebyshev's inequality no data exceed 11 %.
fix: >
  Nothing needs fixing by this alone. action/outliers and action/episode-scale look for the labels and episodes that are out of place.
metric: action.sigma.steps
per: dimension
levels:
  - {severity: info, require: {at_most: 5%}}
explained_by: [schema/finite, action/outliers, action/episode-scale]
examples: {clean: [idle-and-heavy-tailed, euler-base], defect: [pulsed-labels]}
references:
  - "Mean and standard deviation are exact; the share comes from a histogram with bins of 1.6 %, the middle of what a cut bin leaves open."

"""####,
    "Rules/container/checksum.yaml": ####"""
id: container/checksum
since: 0.1
confidence: certain
states: Every record's length and payload match the checksums stored with them.
found: "{count} of {total} {noun} do not match their checksum; for one: {worst.message}."
measured: "all {total} records match their checksums"
why: >
  A checksum that does not match means that bytes changed after they were written: a bad disk, an interrupted copy, a transfer in text mode.
  TensorFlow raises DataLossError when it reaches the record, often hours into training and on one worker only; code that skips such records
  trains on a set that nobody counted.
fix: >
  Copy the named shard again from its source and compare file sizes and checksums on both sides. If the source is damaged too, write the
  shard again from the raw recordings; a record cannot be repaired from its checksum.
scope: dataset
metric: faults.checksum
per: record
levels:
  - {severity: error, require: {at_most: 0}}
examples: {clean: [euler-base, zlib-tensors], defect: [payload-bit-flip, checksum-bit-flip, length-bit-flip]}
references: ["TFRecord framing: masked CRC-32C of the length and of the payload"]

"""####,
    "Rules/container/compression.yaml": ####"""
id: container/compression
since: 0.1
confidence: certain
states: No shard is compressed as a whole.
found: "{count} of {total} {noun} are compressed as a whole; for one: {worst.message}."
measured: "none of {total} shards is compressed as a whole"
why: >
  TFRecord files may be compressed with gzip or zlib, but nothing in the dataset says so, and tensorflow_datasets opens them as plain files: it
  stops with "Is this even a TFRecord file?". Cupel has read them; the training loader will not.
fix: >
  Decompress the shards (`gzip -dc`), keep their names, and leave pictures to their own compression: it already does most of the work.
scope: dataset
metric: faults.compression
per: shard
levels:
  - {severity: error, require: {at_most: 0}}
examples: {clean: [euler-base, zlib-tensors], defect: [gzip-shards, zlib-shards]}

"""####,
    "Rules/container/format.yaml": ####"""
id: container/format
since: 0.1
confidence: certain
states: Every shard is TFRecord with one tf.train.Example a record.
found: "{count} {noun} are in another format; for one: {worst.message}."
measured: "all {total} shards are TFRecord"
why: >
  ArrayRecord, Riegeli and Parquet carry the same examples in other files, which tf.data pipelines built for TFRecord (OpenVLA, Octo) cannot
  stream. Records of serialized TensorProtos come from another tool and have no features.json to be read by.
fix: >
  Convert the dataset to TFRecord (`tfds convert_format --out_file_format=tfrecord`), or build it again through a TFDS builder.
scope: dataset
metric: faults.format
per: shard
levels:
  - {severity: error, require: {at_most: 0}}
explained_by: [container/stub]
examples: {clean: [euler-base, legacy-metadata], defect: [array-record, riegeli-shard, parquet-shard, tensor-protos]}

"""####,
    "Rules/container/record-count.yaml": ####"""
id: container/record-count
since: 0.1
confidence: certain
states: Each shard holds as many records as dataset_info.json promises.
found: "{count} of {total} {noun} hold another number of records than promised; for one: {worst.message}."
measured: "all {total} shards hold the promised number of records"
why: >
  TensorFlow compares the counts only at the end of a full pass, so the error comes an epoch in, and code that reads shards directly never
  hears of it. Splits cut by percentage, such as train[:95%], are cut by these counts: wrong counts put episodes on the wrong side.
fix: >
  If shards were rewritten or filtered, write shardLengths again (building the dataset with TFDS does). If records are missing, deliver them.
scope: dataset
metric: faults.record-count
per: shard
levels:
  - {severity: error, require: {at_most: 0}}
  - severity: info
    metric: container.payload-bytes
    require: {at_most: 0 bytes}
    found: "Records are all there, but their bytes are not what numBytes says: {worst.message}."
explained_by: [container/shards, container/stub, container/format, container/truncated, container/checksum, container/compression]
examples: {clean: [euler-base, legacy-metadata], defect: [shard-lengths-wrong, cut-between-records]}
references: ["TFDS: shardLengths counts examples a shard; numBytes sums serialized examples without framing"]

"""####,
    "Rules/container/shards.yaml": ####"""
id: container/shards
since: 0.1
confidence: certain
states: The shards that dataset_info.json declares are there and readable, and no others lie beside them.
found: "{count} {noun} are missing, cannot be opened or do not belong; for one: {worst.message}."
measured: "all {total} declared shards are there, and no others"
why: >
  A missing shard stops training with NotFound when it is reached, not when training starts. Shards of another run beside them are worse: a
  reader that globs for files mixes both runs, one that counts on the metadata sees only one.
fix: >
  Deliver the missing files, or build the dataset again so that metadata and files come from one run. Delete the shards of older runs before
  copying new ones into the same folder.
scope: dataset
metric: faults.shards
per: shard
levels:
  - {severity: error, require: {at_most: 0}}
explained_by: [container/format, schema/readable]
examples: {clean: [euler-base, legacy-metadata], defect: [missing-shard, foreign-shard-set, renamed-shard]}

"""####,
    "Rules/container/stub.yaml": ####"""
id: container/stub
since: 0.1
confidence: certain
states: No shard is a stand-in for the file that should be there.
found: "{count} of {total} {noun} are stand-ins; for one: {worst.message}."
measured: "none of {total} shards is a stand-in"
why: >
  A Git LFS pointer or the page of a login form has the right name and sits in the right place, and holds no data. Whoever counts files finds
  the delivery complete; the loader fails on the first read.
fix: >
  Fetch the real files: `git lfs pull` for pointers, a download with credentials for web pages. Compare sizes with the source afterwards.
scope: dataset
metric: faults.stub
per: shard
levels:
  - {severity: error, require: {at_most: 0}}
examples: {clean: [euler-base], defect: [lfs-pointer, html-page]}

"""####,
    "Rules/container/truncated.yaml": ####"""
id: container/truncated
since: 0.1
confidence: certain
states: Every shard ends where a record ends.
found: "{count} of {total} {noun} are cut short or empty; for one: {worst.message}."
measured: "all {total} shards end at a record boundary"
why: >
  A copy that stopped half way leaves a shard without its tail. TensorFlow takes a cut inside a header, a cut between records and an empty
  file for a normal end and says nothing: training simply never sees the missing episodes.
fix: >
  Copy the named shard again and check its size against the source. If it was written this way, the writer died: build the dataset again.
scope: dataset
metric: faults.truncated
per: shard
levels:
  - {severity: error, require: {at_most: 0}}
explained_by: [container/stub, container/format, container/checksum]
examples: {clean: [euler-base, legacy-metadata], defect: [cut-in-header, cut-in-payload, zero-byte-shard]}

"""####,
    "Rules/container/version.yaml": ####"""
id: container/version
since: 0.1
confidence: certain
states: Name and version in dataset_info.json agree with the folder and the shards.
found: "Names or versions disagree: {worst.message}."
measured: "name and version agree everywhere"
why: >
  TFDS loads a version that differs from its folder without a word. Two people then speak of 1.1.0 and train on different data, and a cache of
  statistics made for one version is applied to the other.
fix: >
  Write the true version into dataset_info.json and name the folder after it; raise the version whenever content changes.
scope: dataset
metric: faults.version
levels:
  - {severity: warning, require: {at_most: 0}}
explained_by: [schema/readable]
examples: {clean: [euler-base], defect: [version-differs]}

"""####,
    "Rules/datasets/bridge.yaml": ####"""
name: bridge
summary: BridgeData V2 from the project's own release, a WidowX arm at 5 Hz
names: [bridge_dataset, bridge_orig]
features: ["observation/state[0:7]", "action[0:7]"]
labels: commanded
frame: base
rotation: {state: euler-xyz, action: euler-xyz}
control_hz: 5
gripper: {range: [0, 1], open: 1}
roles:
  pose.position: ["observation/state[0:3]"]
  pose.rotation: ["observation/state[3:6]"]
  gripper.state: ["observation/state[6]"]
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
loaders:
  openvla:
    names: [bridge_orig]
    drop_first: 1
    drop_last: 1
    action:
      - {from: "observation/state[0:3]", do: [difference], as: translation}
      - {from: "observation/state[3:6]", do: [difference], as: rotation, form: euler-xyz}
      - {from: "action[6]", do: [{binarise: [0.05, 0.95]}], as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
      - {constant: 0, width: 1, as: padding}
      - {from: "observation/state[6]"}
    instruction: language_instruction
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:61"
  octo:
    names: [bridge_dataset]
    drop_last: 1
    action:
      - {from: "observation/state[0:3]", do: [difference], as: translation}
      - {from: "observation/state[3:6]", do: [difference], as: rotation, form: euler-xyz}
      - {from: "action[6]", do: [{binarise: [0.05, 0.95]}], as: gripper}
    proprio:
      - {from: "observation/state[0:7]"}
    instruction: language_instruction
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:27"
facts:
  - states: The arm's actions in the release are commands; both loaders replace them by element-wise differences of successive states, angles included, and drop the last step.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/utils/data_utils.py:166; octo-models/octo @ 241fb35, octo/data/utils/data_utils.py:396"
  - states: The first action of an episode is all zero; OpenVLA drops that step, Octo trains on it.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:61"

"""####,
    "Rules/duplicates/episodes.yaml": ####"""
id: duplicates/episodes
since: 0.1
confidence: certain
states: No two episodes of a split have the same labels and states.
found: "{count} of {total} {noun} are copies; for one: {worst.message}."
measured: "all {total} episodes in which something moves are different ({still} that stand still were not compared)"
why: >
  A copy is counted, paid for and trained on twice. A few do little harm; many shift what the policy thinks is usual, and they show that a
  delivery was padded or a conversion ran twice.
fix: >
  Keep the first and drop the others. If they should be different recordings, the converter read the same file twice: check its list of inputs.
metric: duplicates.episodes
per: episode
levels:
  - {severity: error, require: {at_most: 0}}
examples: {clean: [euler-base, idle-and-heavy-tailed], defect: [copied-episode, copied-with-noise]}
references: ["128-bit digests of actions and low-dimensional observations; near copies by four weighted sums that tolerate 1e-6 a value. Episodes in which fewer than three steps differ from the one before are not compared."]

"""####,
    "Rules/duplicates/splits.yaml": ####"""
id: duplicates/splits
since: 0.1
confidence: certain
states: No episode stands in more than one split.
found: "{count} of {total} {noun} outside of train are also elsewhere: {shared}; for one, {worst.message}."
measured: "none of the {total} episodes outside of train is also in another split"
why: >
  Validation on episodes that were trained on measures memory, not skill: the curve looks excellent until the robot moves. Early stopping and
  model choice then pick the checkpoint that has memorised most.
fix: >
  Split by recording before conversion, never by shard or by copied folder, and take the copies out of validation. If a whole split is a copy
  it was made as a placeholder: cut a real one.
scope: dataset
metric: duplicates.splits
per: episode
levels:
  - {severity: error, require: {at_most: 0}}
examples: {clean: [euler-base, rotation-vector], defect: [val-copied-from-train, one-val-episode-from-train]}

"""####,
    "Rules/episode/length-outlier.yaml": ####"""
id: episode/length-outlier
since: 0.1
confidence: strong
states: No single episode is far longer or shorter than the rest (robust deviation of ln(steps) at most {limit}).
found: "{count} of {total} {noun} have an unusual length; {worst.episode} has {worst.message} ({worst.value})."
measured: "no episode's length stands out among {total}"
why: >
  One episode far longer than the others is usually a recorder that was not stopped, or several tries in one file; one far shorter was broken
  off. Sampled by steps, the long one is seen as often as all the others it outweighs.
fix: >
  Look at the named episode: cut off the idle tail, split it into tries, or drop it. If it is a longer task, give it more company or its own task.
metric: episode.length.outlier
per: episode
levels:
  - {severity: warning, require: {at_most: "{episode.length.limit}"}}
explained_by: [schema/step-flags, episode/length]
examples: {clean: [euler-base, idle-and-heavy-tailed], defect: [eightfold-episode]}
references:
  - "z = (ln T - median) / max(1.4826 MAD, trimmed range / 4.1, 0.1); limit 5 + 0.7 ln N + 150 / N, and a factor of 6.5; abstains below 10 episodes; more than 5 % on one side are a kind of episode and not told"
  - "Simulated false alarms, datasets with any: at most 2 in 20,000 (N = 10, 20), 3 (40), 7 (100), 8 in 10,000 (300), 4 in 6,000 (1,000), 0 in 300 (10,000), 0 in 30 (100,000); lognormal, Laplace, gamma, exponential and uniform lengths, time-outs, and two tasks of lengths 1 : 4"
  - "Recall of one episode a twentieth as long among lengths of 40 to 80 (lognormal, 15 %): 31 % (91 %) at N = 20, 77 % (100 %) at 40, 100 % at 100"

"""####,
    "Rules/episode/length.yaml": ####"""
id: episode/length
since: 0.1
confidence: certain
states: Every episode is long enough for the target's loader; at least {limit}.
found: "{count} of {total} {noun} are too short; {worst.episode} has {worst.value}."
measured: "episodes have {shortest} to {longest} steps, half of them {median} or more"
why: >
  An episode of one or two steps holds no motion: loaders that drop the first and last step are left with nothing, some of them crash on it. One
  that is shorter than an action chunk never fills it, and is skipped or padded with repeated actions.
fix: >
  Drop such episodes: they are usually recordings that were started and stopped by mistake.
metric: episode.length
per: episode
levels:
  - {severity: error, require: {at_least: 3 steps}}
  - {severity: error, require: {at_least: "{target.minimum-steps}"}}
  - {severity: error, require: {at_least: "{target.filled-chunk}"}}
explained_by: [schema/declared-features, schema/step-counts]
examples: {clean: [euler-base, commanded-delay], defect: [two-step-episode]}

"""####,
    "Rules/episode/lost-steps.yaml": ####"""
id: episode/lost-steps
since: 0.1
confidence: certain
states: No more than {limit} of all steps are lost to the target's action chunks.
found: "{observed} of the steps never start a full chunk of {chunk} actions ({lost} of {steps})."
measured: "{observed} of the steps never start a full chunk of {chunk} actions"
why: >
  A loader that does not pad takes a training example only where a whole chunk of actions is left: of T steps the last K - 1 are never used. The
  ends of episodes, where things are placed and let go, are what is lost.
fix: >
  Keep recording for a chunk's length after the task is done, or use a loader that pads and masks.
metric: episode.lost-steps
levels:
  - {severity: info, require: {at_most: 5%}}
explained_by: [episode/length]
examples: {clean: [euler-base], defect: [short-for-the-chunk]}
references: ["OpenVLA-OFT yields T - (K - 1) examples of an episode"]

"""####,
    "Rules/episode/segmentation.yaml": ####"""
id: episode/segmentation
since: 0.1
confidence: heuristic
states: Episodes begin and end at rest and do not pause for seconds inside.
found: "{count} of {total} {noun} look cut in the wrong place; {worst.episode} {worst.message}."
measured: "{total} episodes looked at; starts, ends and pauses look like those of whole tasks"
why: >
  An episode that starts at full speed lacks its beginning: the policy never sees how to start from rest. A long pause inside is often the seam
  between two tries, and teaches the policy to stop.
fix: >
  Move the cut to where the arm rests before and after the task; split episodes at pauses where a new try begins.
scope: dataset
metric: episode.segmentation
per: episode
levels:
  - {severity: warning, require: {at_most: 0}}
allow: 10% of episodes
explained_by: [schema/step-flags, episode/length]
examples: {clean: [euler-base, twenty-hertz], defect: [cut-into-motion]}

"""####,
    "Rules/json-schema/cupel.json": ####"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "cupel.yaml",
  "description": "Beside the data it is the owner's word and holds roles and declarations only; target, pack, limits, severities and waivers are the user's.",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "target": {
      "type": "string"
    },
    "pack": {
      "type": "string"
    },
    "limits": {
      "type": "object",
      "propertyNames": {
        "type": "string",
        "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"
      },
      "additionalProperties": {
        "anyOf": [
          {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": false,
            "description": "What must hold of a value. Limits carry units (1 mm, 0.01 rad, 3 sigma, 2%) or refer to a fact or a metric: {target.chunk}, 0.5 x {motion.median}.",
            "properties": {
              "at_most": {
                "type": [
                  "string",
                  "number",
                  "boolean"
                ]
              },
              "at_least": {
                "type": [
                  "string",
                  "number",
                  "boolean"
                ]
              },
              "equals": {
                "type": [
                  "string",
                  "number",
                  "boolean"
                ]
              },
              "between": {
                "type": "array",
                "items": {
                  "type": [
                    "string",
                    "number",
                    "boolean"
                  ]
                },
                "minItems": 2,
                "maxItems": 2
              },
              "one_of": {
                "type": [
                  "array",
                  "string"
                ],
                "items": {
                  "type": [
                    "string",
                    "number",
                    "boolean"
                  ]
                }
              },
              "matches": {
                "type": "string",
                "description": "A pattern in the syntax of Swift's Regex, matched against the whole text."
              }
            }
          },
          {
            "type": "object",
            "additionalProperties": false,
            "minProperties": 1,
            "properties": {
              "error": {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": false,
                "description": "What must hold of a value. Limits carry units (1 mm, 0.01 rad, 3 sigma, 2%) or refer to a fact or a metric: {target.chunk}, 0.5 x {motion.median}.",
                "properties": {
                  "at_most": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "at_least": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "equals": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "between": {
                    "type": "array",
                    "items": {
                      "type": [
                        "string",
                        "number",
                        "boolean"
                      ]
                    },
                    "minItems": 2,
                    "maxItems": 2
                  },
                  "one_of": {
                    "type": [
                      "array",
                      "string"
                    ],
                    "items": {
                      "type": [
                        "string",
                        "number",
                        "boolean"
                      ]
                    }
                  },
                  "matches": {
                    "type": "string",
                    "description": "A pattern in the syntax of Swift's Regex, matched against the whole text."
                  }
                }
              },
              "warning": {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": false,
                "description": "What must hold of a value. Limits carry units (1 mm, 0.01 rad, 3 sigma, 2%) or refer to a fact or a metric: {target.chunk}, 0.5 x {motion.median}.",
                "properties": {
                  "at_most": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "at_least": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "equals": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "between": {
                    "type": "array",
                    "items": {
                      "type": [
                        "string",
                        "number",
                        "boolean"
                      ]
                    },
                    "minItems": 2,
                    "maxItems": 2
                  },
                  "one_of": {
                    "type": [
                      "array",
                      "string"
                    ],
                    "items": {
                      "type": [
                        "string",
                        "number",
                        "boolean"
                      ]
                    }
                  },
                  "matches": {
                    "type": "string",
                    "description": "A pattern in the syntax of Swift's Regex, matched against the whole text."
                  }
                }
              },
              "info": {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": false,
                "description": "What must hold of a value. Limits carry units (1 mm, 0.01 rad, 3 sigma, 2%) or refer to a fact or a metric: {target.chunk}, 0.5 x {motion.median}.",
                "properties": {
                  "at_most": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "at_least": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "equals": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "between": {
                    "type": "array",
                    "items": {
                      "type": [
                        "string",
                        "number",
                        "boolean"
                      ]
                    },
                    "minItems": 2,
                    "maxItems": 2
                  },
                  "one_of": {
                    "type": [
                      "array",
                      "string"
                    ],
                    "items": {
                      "type": [
                        "string",
                        "number",
                        "boolean"
                      ]
                    }
                  },
                  "matches": {
                    "type": "string",
                    "description": "A pattern in the syntax of Swift's Regex, matched against the whole text."
                  }
                }
              }
            }
          }
        ]
      }
    },
    "severities": {
      "type": "object",
      "propertyNames": {
        "type": "string",
        "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"
      },
      "additionalProperties": {
        "enum": [
          "error",
          "warning",
          "info"
        ]
      }
    },
    "waivers": {
      "type": "array",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "rule",
          "reason",
          "by",
          "until"
        ],
        "properties": {
          "rule": {
            "type": "string",
            "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"
          },
          "reason": {
            "type": "string"
          },
          "by": {
            "type": "string"
          },
          "until": {
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
          }
        }
      }
    },
    "roles": {
      "type": "object",
      "description": "What columns mean: pose.position: [\"observation/state[0:3]\"].",
      "additionalProperties": {
        "type": [
          "string",
          "array"
        ],
        "items": {
          "type": "string"
        }
      }
    },
    "labels": {
      "enum": [
        "executed",
        "commanded"
      ]
    },
    "frame": {
      "enum": [
        "base",
        "tool"
      ]
    },
    "rotation": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "state": {
          "enum": [
            "rotation-vector",
            "euler-xyz",
            "quaternion-xyzw",
            "quaternion-wxyz",
            "matrix"
          ]
        },
        "action": {
          "enum": [
            "rotation-vector",
            "euler-xyz",
            "quaternion-xyzw",
            "quaternion-wxyz",
            "matrix"
          ]
        }
      }
    },
    "control_hz": {
      "type": "number",
      "exclusiveMinimum": 0
    },
    "timestamp_unit": {
      "enum": [
        "s",
        "ms",
        "us",
        "ns"
      ]
    },
    "gripper": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "range": {
          "type": "array",
          "items": {
            "type": "number"
          },
          "minItems": 2,
          "maxItems": 2
        },
        "open": {
          "type": "number"
        }
      }
    },
    "units": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "position": {
          "enum": [
            "m",
            "cm",
            "mm"
          ]
        },
        "rotation": {
          "enum": [
            "rad",
            "mrad",
            "deg"
          ]
        }
      }
    },
    "state_limits": {
      "type": "object",
      "additionalProperties": false,
      "description": "What the robot can reach, in stored units: [low, high] for each dimension of a role.",
      "properties": {
        "pose.position": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "array",
            "items": {
              "type": "number"
            },
            "minItems": 2,
            "maxItems": 2
          }
        },
        "pose.rotation": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "array",
            "items": {
              "type": "number"
            },
            "minItems": 2,
            "maxItems": 2
          }
        },
        "joints": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "array",
            "items": {
              "type": "number"
            },
            "minItems": 2,
            "maxItems": 2
          }
        }
      }
    },
    "task": {
      "type": "string",
      "description": "The feature that names the task of an episode."
    },
    "required_streams": {
      "type": [
        "string",
        "array"
      ],
      "items": {
        "type": "string"
      }
    },
    "codec": {
      "type": "object",
      "additionalProperties": false,
      "description": "token = clamp(round(scale*u)), decoded = (token + offset)/divisor, u in [0, 1] between low and high.",
      "properties": {
        "name": {
          "enum": [
            "openvla",
            "rt1",
            "uniform-256"
          ]
        },
        "low": {
          "type": "array",
          "items": {
            "type": "number"
          }
        },
        "high": {
          "type": "array",
          "items": {
            "type": "number"
          }
        },
        "encode": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "scale"
          ],
          "properties": {
            "scale": {
              "type": "number",
              "exclusiveMinimum": 0
            },
            "round": {
              "enum": [
                "floor",
                "nearest",
                "truncate"
              ]
            },
            "clamp": {
              "type": "array",
              "items": {
                "type": "integer"
              },
              "minItems": 2,
              "maxItems": 2
            }
          }
        },
        "decode": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "divisor"
          ],
          "properties": {
            "offset": {
              "type": "number"
            },
            "divisor": {
              "type": "number",
              "exclusiveMinimum": 0
            }
          }
        },
        "ids": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "base": {
              "type": "integer"
            },
            "direction": {
              "enum": [
                1,
                -1
              ]
            }
          }
        }
      }
    },
    "card": {
      "type": "string",
      "description": "The dataset card whose layout this dataset follows, whatever its name is (cupel targets lists them)."
    }
  }
}

"""####,
    "Rules/json-schema/dataset.json": ####"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "A Cupel dataset card: what is known of one public dataset",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name",
    "summary"
  ],
  "properties": {
    "name": {
      "type": "string"
    },
    "summary": {
      "type": "string"
    },
    "names": {
      "type": [
        "string",
        "array"
      ],
      "items": {
        "type": "string"
      }
    },
    "features": {
      "type": [
        "string",
        "array"
      ],
      "items": {
        "type": "string"
      }
    },
    "loaders": {
      "type": "object",
      "additionalProperties": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "evidence"
        ],
        "properties": {
          "names": {
            "type": [
              "string",
              "array"
            ],
            "items": {
              "type": "string"
            }
          },
          "action": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "from": {
                  "type": "string"
                },
                "constant": {
                  "type": "number"
                },
                "width": {
                  "type": "integer",
                  "minimum": 1
                },
                "as": {
                  "enum": [
                    "translation",
                    "rotation",
                    "gripper",
                    "joints",
                    "other",
                    "padding"
                  ]
                },
                "form": {
                  "enum": [
                    "rotation-vector",
                    "euler-xyz",
                    "quaternion-xyzw",
                    "quaternion-wxyz",
                    "matrix"
                  ]
                },
                "do": {
                  "type": "array",
                  "items": {
                    "anyOf": [
                      {
                        "enum": [
                          "invert",
                          "difference",
                          "quaternion-to-euler"
                        ]
                      },
                      {
                        "type": "object",
                        "minProperties": 1,
                        "maxProperties": 1,
                        "additionalProperties": false,
                        "properties": {
                          "clip": {
                            "type": "array",
                            "items": {
                              "type": "number"
                            },
                            "minItems": 2,
                            "maxItems": 2
                          },
                          "binarise": {
                            "type": "array",
                            "items": {
                              "type": "number"
                            },
                            "minItems": 2,
                            "maxItems": 2
                          },
                          "scale": {
                            "type": "number"
                          },
                          "hold": {
                            "type": "number"
                          }
                        }
                      }
                    ]
                  }
                }
              }
            }
          },
          "proprio": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "from": {
                  "type": "string"
                },
                "constant": {
                  "type": "number"
                },
                "width": {
                  "type": "integer",
                  "minimum": 1
                },
                "as": {
                  "enum": [
                    "translation",
                    "rotation",
                    "gripper",
                    "joints",
                    "other",
                    "padding"
                  ]
                },
                "form": {
                  "enum": [
                    "rotation-vector",
                    "euler-xyz",
                    "quaternion-xyzw",
                    "quaternion-wxyz",
                    "matrix"
                  ]
                },
                "do": {
                  "type": "array",
                  "items": {
                    "anyOf": [
                      {
                        "enum": [
                          "invert",
                          "difference",
                          "quaternion-to-euler"
                        ]
                      },
                      {
                        "type": "object",
                        "minProperties": 1,
                        "maxProperties": 1,
                        "additionalProperties": false,
                        "properties": {
                          "clip": {
                            "type": "array",
                            "items": {
                              "type": "number"
                            },
                            "minItems": 2,
                            "maxItems": 2
                          },
                          "binarise": {
                            "type": "array",
                            "items": {
                              "type": "number"
                            },
                            "minItems": 2,
                            "maxItems": 2
                          },
                          "scale": {
                            "type": "number"
                          },
                          "hold": {
                            "type": "number"
                          }
                        }
                      }
                    ]
                  }
                }
              }
            }
          },
          "drop_first": {
            "type": "integer",
            "minimum": 0,
            "maximum": 16
          },
          "drop_last": {
            "type": "integer",
            "minimum": 0,
            "maximum": 16
          },
          "instruction": {
            "type": "string"
          },
          "notes": {
            "type": [
              "string",
              "array"
            ],
            "items": {
              "type": "string"
            }
          },
          "evidence": {
            "type": "string"
          }
        }
      }
    },
    "facts": {
      "type": "array",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "states",
          "evidence"
        ],
        "properties": {
          "states": {
            "type": "string"
          },
          "evidence": {
            "type": "string"
          }
        }
      }
    },
    "roles": {
      "type": "object",
      "description": "What columns mean: pose.position: [\"observation/state[0:3]\"].",
      "additionalProperties": {
        "type": [
          "string",
          "array"
        ],
        "items": {
          "type": "string"
        }
      }
    },
    "labels": {
      "enum": [
        "executed",
        "commanded"
      ]
    },
    "frame": {
      "enum": [
        "base",
        "tool"
      ]
    },
    "rotation": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "state": {
          "enum": [
            "rotation-vector",
            "euler-xyz",
            "quaternion-xyzw",
            "quaternion-wxyz",
            "matrix"
          ]
        },
        "action": {
          "enum": [
            "rotation-vector",
            "euler-xyz",
            "quaternion-xyzw",
            "quaternion-wxyz",
            "matrix"
          ]
        }
      }
    },
    "control_hz": {
      "type": "number",
      "exclusiveMinimum": 0
    },
    "timestamp_unit": {
      "enum": [
        "s",
        "ms",
        "us",
        "ns"
      ]
    },
    "gripper": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "range": {
          "type": "array",
          "items": {
            "type": "number"
          },
          "minItems": 2,
          "maxItems": 2
        },
        "open": {
          "type": "number"
        }
      }
    },
    "units": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "position": {
          "enum": [
            "m",
            "cm",
            "mm"
          ]
        },
        "rotation": {
          "enum": [
            "rad",
            "mrad",
            "deg"
          ]
        }
      }
    },
    "task": {
      "type": "string",
      "description": "The feature that names the task of an episode."
    }
  }
}

"""####,
    "Rules/json-schema/pack.json": ####"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "A Cupel pack: which rules are in force",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name",
    "summary"
  ],
  "properties": {
    "name": {
      "type": "string"
    },
    "summary": {
      "type": "string"
    },
    "rules": {
      "type": [
        "string",
        "array"
      ],
      "items": {
        "type": "string",
        "pattern": "^(\\*|[a-z0-9-]+/(\\*|[a-z0-9-]+))$"
      },
      "description": "Ids, family/*, or *."
    },
    "required": {
      "type": [
        "string",
        "array"
      ],
      "items": {
        "type": "string",
        "pattern": "^(\\*|[a-z0-9-]+/(\\*|[a-z0-9-]+))$"
      },
      "description": "Rules that must be able to look; the verdict is incomplete where one is not applicable."
    },
    "severities": {
      "type": "object",
      "propertyNames": {
        "type": "string",
        "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"
      },
      "additionalProperties": {
        "enum": [
          "error",
          "warning",
          "info"
        ]
      }
    },
    "gate_heuristics": {
      "type": [
        "string",
        "array"
      ],
      "items": {
        "type": "string",
        "pattern": "^(\\*|[a-z0-9-]+/(\\*|[a-z0-9-]+))$"
      }
    },
    "limits": {
      "type": "object",
      "propertyNames": {
        "type": "string",
        "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"
      },
      "additionalProperties": {
        "anyOf": [
          {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": false,
            "description": "What must hold of a value. Limits carry units (1 mm, 0.01 rad, 3 sigma, 2%) or refer to a fact or a metric: {target.chunk}, 0.5 x {motion.median}.",
            "properties": {
              "at_most": {
                "type": [
                  "string",
                  "number",
                  "boolean"
                ]
              },
              "at_least": {
                "type": [
                  "string",
                  "number",
                  "boolean"
                ]
              },
              "equals": {
                "type": [
                  "string",
                  "number",
                  "boolean"
                ]
              },
              "between": {
                "type": "array",
                "items": {
                  "type": [
                    "string",
                    "number",
                    "boolean"
                  ]
                },
                "minItems": 2,
                "maxItems": 2
              },
              "one_of": {
                "type": [
                  "array",
                  "string"
                ],
                "items": {
                  "type": [
                    "string",
                    "number",
                    "boolean"
                  ]
                }
              },
              "matches": {
                "type": "string",
                "description": "A pattern in the syntax of Swift's Regex, matched against the whole text."
              }
            }
          },
          {
            "type": "object",
            "additionalProperties": false,
            "minProperties": 1,
            "properties": {
              "error": {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": false,
                "description": "What must hold of a value. Limits carry units (1 mm, 0.01 rad, 3 sigma, 2%) or refer to a fact or a metric: {target.chunk}, 0.5 x {motion.median}.",
                "properties": {
                  "at_most": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "at_least": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "equals": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "between": {
                    "type": "array",
                    "items": {
                      "type": [
                        "string",
                        "number",
                        "boolean"
                      ]
                    },
                    "minItems": 2,
                    "maxItems": 2
                  },
                  "one_of": {
                    "type": [
                      "array",
                      "string"
                    ],
                    "items": {
                      "type": [
                        "string",
                        "number",
                        "boolean"
                      ]
                    }
                  },
                  "matches": {
                    "type": "string",
                    "description": "A pattern in the syntax of Swift's Regex, matched against the whole text."
                  }
                }
              },
              "warning": {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": false,
                "description": "What must hold of a value. Limits carry units (1 mm, 0.01 rad, 3 sigma, 2%) or refer to a fact or a metric: {target.chunk}, 0.5 x {motion.median}.",
                "properties": {
                  "at_most": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "at_least": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "equals": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "between": {
                    "type": "array",
                    "items": {
                      "type": [
                        "string",
                        "number",
                        "boolean"
                      ]
                    },
                    "minItems": 2,
                    "maxItems": 2
                  },
                  "one_of": {
                    "type": [
                      "array",
                      "string"
                    ],
                    "items": {
                      "type": [
                        "string",
                        "number",
                        "boolean"
                      ]
                    }
                  },
                  "matches": {
                    "type": "string",
                    "description": "A pattern in the syntax of Swift's Regex, matched against the whole text."
                  }
                }
              },
              "info": {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": false,
                "description": "What must hold of a value. Limits carry units (1 mm, 0.01 rad, 3 sigma, 2%) or refer to a fact or a metric: {target.chunk}, 0.5 x {motion.median}.",
                "properties": {
                  "at_most": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "at_least": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "equals": {
                    "type": [
                      "string",
                      "number",
                      "boolean"
                    ]
                  },
                  "between": {
                    "type": "array",
                    "items": {
                      "type": [
                        "string",
                        "number",
                        "boolean"
                      ]
                    },
                    "minItems": 2,
                    "maxItems": 2
                  },
                  "one_of": {
                    "type": [
                      "array",
                      "string"
                    ],
                    "items": {
                      "type": [
                        "string",
                        "number",
                        "boolean"
                      ]
                    }
                  },
                  "matches": {
                    "type": "string",
                    "description": "A pattern in the syntax of Swift's Regex, matched against the whole text."
                  }
                }
              }
            }
          }
        ]
      }
    }
  }
}

"""####,
    "Rules/json-schema/rule.json": ####"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "A Cupel rule",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "id",
    "since",
    "confidence",
    "states",
    "found",
    "why",
    "fix",
    "metric",
    "levels"
  ],
  "properties": {
    "id": {
      "type": "string",
      "pattern": "^[a-z0-9-]+/[a-z0-9-]+$",
      "description": "family/name; the file is Rules/family/name.yaml"
    },
    "since": {
      "type": [
        "number",
        "string"
      ],
      "description": "The first version that had this rule."
    },
    "confidence": {
      "enum": [
        "certain",
        "strong",
        "heuristic"
      ],
      "description": "certain: arithmetic. strong: fewer than one false alarm in 1,000 clean datasets, measured. heuristic: never gates unless a pack says so."
    },
    "states": {
      "type": "string",
      "description": "What holds, with {limit}."
    },
    "found": {
      "type": "string",
      "description": "What was found when it does not hold: {count} of {total} {noun}, {worst.episode}, {worst.value}, {worst.step}, any fact of the metric."
    },
    "measured": {
      "type": "string",
      "description": "What was measured when it holds."
    },
    "why": {
      "type": "string"
    },
    "fix": {
      "type": "string"
    },
    "needs": {
      "type": [
        "string",
        "array"
      ],
      "items": {
        "type": "string"
      },
      "description": "Roles without which the rule is not applicable."
    },
    "when": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "labels": {
          "type": [
            "string",
            "array"
          ],
          "items": {
            "type": "string"
          }
        },
        "target": {
          "type": [
            "string",
            "array"
          ],
          "items": {
            "type": "string"
          }
        }
      }
    },
    "view": {
      "enum": [
        "raw",
        "target"
      ]
    },
    "scope": {
      "enum": [
        "split",
        "dataset",
        "task"
      ]
    },
    "metric": {
      "type": [
        "string",
        "object"
      ],
      "description": "A metric by name, or a map with its name and parameters: {name: column.range, feature: action[0:3]}.",
      "required": [
        "name"
      ],
      "properties": {
        "name": {
          "type": "string"
        }
      },
      "additionalProperties": {
        "type": [
          "string",
          "number",
          "boolean"
        ]
      }
    },
    "per": {
      "type": "string"
    },
    "levels": {
      "type": "array",
      "minItems": 1,
      "description": "Ordered; the first that is broken decides.",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "severity",
          "require"
        ],
        "properties": {
          "severity": {
            "enum": [
              "error",
              "warning",
              "info"
            ]
          },
          "require": {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": false,
            "description": "What must hold of a value. Limits carry units (1 mm, 0.01 rad, 3 sigma, 2%) or refer to a fact or a metric: {target.chunk}, 0.5 x {motion.median}.",
            "properties": {
              "at_most": {
                "type": [
                  "string",
                  "number",
                  "boolean"
                ]
              },
              "at_least": {
                "type": [
                  "string",
                  "number",
                  "boolean"
                ]
              },
              "equals": {
                "type": [
                  "string",
                  "number",
                  "boolean"
                ]
              },
              "between": {
                "type": "array",
                "items": {
                  "type": [
                    "string",
                    "number",
                    "boolean"
                  ]
                },
                "minItems": 2,
                "maxItems": 2
              },
              "one_of": {
                "type": [
                  "array",
                  "string"
                ],
                "items": {
                  "type": [
                    "string",
                    "number",
                    "boolean"
                  ]
                }
              },
              "matches": {
                "type": "string",
                "description": "A pattern in the syntax of Swift's Regex, matched against the whole text."
              }
            }
          },
          "metric": {
            "type": [
              "string",
              "object"
            ],
            "description": "A metric by name, or a map with its name and parameters: {name: column.range, feature: action[0:3]}.",
            "required": [
              "name"
            ],
            "properties": {
              "name": {
                "type": "string"
              }
            },
            "additionalProperties": {
              "type": [
                "string",
                "number",
                "boolean"
              ]
            }
          },
          "found": {
            "type": "string"
          },
          "allow": {
            "type": [
              "string",
              "number",
              "boolean"
            ]
          }
        }
      }
    },
    "allow": {
      "type": [
        "string",
        "number",
        "boolean"
      ],
      "description": "How many may break it: 2% of episodes, 3 episodes. None unless given."
    },
    "explained_by": {
      "type": [
        "string",
        "array"
      ],
      "items": {
        "type": "string"
      },
      "description": "Rules of which a failure of this one is told as a consequence, most likely first."
    },
    "examples": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "clean": {
          "type": [
            "string",
            "array"
          ],
          "items": {
            "type": "string"
          }
        },
        "defect": {
          "type": [
            "string",
            "array"
          ],
          "items": {
            "type": "string"
          }
        }
      },
      "description": "Golden datasets on which it holds, and on which it must fail."
    },
    "references": {
      "type": [
        "string",
        "array"
      ],
      "items": {
        "type": "string"
      }
    }
  }
}

"""####,
    "Rules/json-schema/target.json": ####"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "A Cupel target: what one model family's loader does with data",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "name",
    "summary"
  ],
  "properties": {
    "name": {
      "type": "string"
    },
    "summary": {
      "type": "string"
    },
    "required_features": {
      "type": [
        "string",
        "array"
      ],
      "items": {
        "type": "string"
      },
      "description": "Paths below steps; a dictionary with anything in it counts."
    },
    "instruction": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "needed": {
          "type": "boolean"
        },
        "features": {
          "type": [
            "string",
            "array"
          ],
          "items": {
            "type": "string"
          }
        },
        "lowers": {
          "type": "boolean"
        },
        "strips": {
          "type": "boolean"
        },
        "maximum_tokens": {
          "type": "integer",
          "minimum": 1
        },
        "maximum_words": {
          "type": "integer",
          "minimum": 1
        },
        "alternatives": {
          "type": [
            "string",
            "array"
          ],
          "items": {
            "type": "string"
          },
          "description": "Further features of which one is drawn at random for each example."
        }
      }
    },
    "chunk": {
      "type": "integer",
      "minimum": 1
    },
    "minimum_steps": {
      "type": "integer",
      "minimum": 0
    },
    "validation_splits": {
      "type": [
        "string",
        "array"
      ],
      "items": {
        "type": "string"
      }
    },
    "held_out_share": {
      "type": "number",
      "minimum": 0,
      "maximum": 1
    },
    "control_hz": {
      "type": "array",
      "items": {
        "type": "number"
      },
      "minItems": 2,
      "maxItems": 2
    },
    "codec": {
      "type": "object",
      "additionalProperties": false,
      "description": "token = clamp(round(scale*u)), decoded = (token + offset)/divisor, u in [0, 1] between low and high.",
      "properties": {
        "name": {
          "enum": [
            "openvla",
            "rt1",
            "uniform-256"
          ]
        },
        "low": {
          "type": "array",
          "items": {
            "type": "number"
          }
        },
        "high": {
          "type": "array",
          "items": {
            "type": "number"
          }
        },
        "encode": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "scale"
          ],
          "properties": {
            "scale": {
              "type": "number",
              "exclusiveMinimum": 0
            },
            "round": {
              "enum": [
                "floor",
                "nearest",
                "truncate"
              ]
            },
            "clamp": {
              "type": "array",
              "items": {
                "type": "integer"
              },
              "minItems": 2,
              "maxItems": 2
            }
          }
        },
        "decode": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "divisor"
          ],
          "properties": {
            "offset": {
              "type": "number"
            },
            "divisor": {
              "type": "number",
              "exclusiveMinimum": 0
            }
          }
        },
        "ids": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "base": {
              "type": "integer"
            },
            "direction": {
              "enum": [
                1,
                -1
              ]
            }
          }
        }
      }
    },
    "frame": {
      "enum": [
        "base",
        "tool"
      ]
    },
    "trains_on_last_step": {
      "type": "boolean"
    },
    "facts": {
      "type": "array",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "states",
          "evidence"
        ],
        "properties": {
          "states": {
            "type": "string"
          },
          "evidence": {
            "type": "string"
          }
        }
      }
    },
    "paper_level": {
      "type": "boolean",
      "description": "Known from a paper only: what rests on it is at most a warning."
    },
    "transforms": {
      "type": "string",
      "description": "Which table of per-dataset transforms the loader has: the key under which dataset cards describe it."
    },
    "views": {
      "type": "array",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "slot",
          "role"
        ],
        "properties": {
          "slot": {
            "type": "string"
          },
          "role": {
            "type": "string"
          },
          "required": {
            "type": "boolean"
          },
          "missing": {
            "enum": [
              "black",
              "masked",
              "fails"
            ]
          },
          "height": {
            "type": "integer",
            "minimum": 1
          },
          "width": {
            "type": "integer",
            "minimum": 1
          }
        }
      }
    },
    "image": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "height",
        "width"
      ],
      "properties": {
        "height": {
          "type": "integer",
          "minimum": 1
        },
        "width": {
          "type": "integer",
          "minimum": 1
        },
        "resize": {
          "enum": [
            "squash",
            "letterbox",
            "crop"
          ]
        },
        "filter": {
          "type": "string"
        },
        "crop": {
          "type": "number",
          "exclusiveMinimum": 0,
          "maximum": 1,
          "description": "The least share of the area that augmentation leaves."
        }
      }
    },
    "proprio": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "dimensions": {
          "type": "integer",
          "minimum": 1
        },
        "padded": {
          "type": "boolean"
        },
        "encoding": {
          "type": "string"
        }
      }
    },
    "action": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "dimensions": {
          "type": "array",
          "items": {
            "type": "integer",
            "minimum": 1
          }
        },
        "kind": {
          "enum": [
            "delta",
            "absolute"
          ]
        },
        "joint_kind": {
          "enum": [
            "delta",
            "absolute"
          ]
        },
        "gripper": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "range",
            "open"
          ],
          "properties": {
            "range": {
              "type": "array",
              "items": {
                "type": "number"
              },
              "minItems": 2,
              "maxItems": 2
            },
            "open": {
              "type": "number"
            },
            "mode": {
              "enum": [
                "binary",
                "continuous",
                "incremental"
              ]
            }
          }
        },
        "padded_to": {
          "type": "integer",
          "minimum": 1,
          "description": "Fewer dimensions are padded with zeros up to this many; more raise."
        },
        "relative_to_state": {
          "type": "boolean",
          "description": "Absolute joint labels become differences to the state at the start of their chunk."
        }
      }
    },
    "tail": {
      "enum": [
        "repeat-last",
        "zero-deltas",
        "drop"
      ],
      "description": "What stands behind the end of an episode in its last chunks."
    },
    "filters": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "idle": {
          "enum": [
            "openvla-droid",
            "oft-libero",
            "openpi-droid"
          ]
        },
        "skips_unlabelled": {
          "type": "boolean"
        },
        "success_pattern": {
          "type": "string"
        }
      }
    },
    "normalisation": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "kind"
      ],
      "properties": {
        "kind": {
          "enum": [
            "quantiles",
            "bounds",
            "mean-std"
          ]
        },
        "epsilon": {
          "type": "number"
        },
        "clip": {
          "type": "number"
        },
        "gripper": {
          "type": "boolean",
          "description": "Whether the gripper is scaled like the others."
        },
        "constant": {
          "enum": [
            "zero",
            "minus-one"
          ]
        },
        "spans_all_splits": {
          "type": "boolean"
        }
      }
    },
    "statistics": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "schema",
        "file"
      ],
      "properties": {
        "schema": {
          "enum": [
            "openvla",
            "octo",
            "openpi",
            "lerobot"
          ]
        },
        "file": {
          "type": "string"
        }
      }
    },
    "containers": {
      "type": [
        "string",
        "array"
      ],
      "items": {
        "type": "string"
      },
      "description": "Containers that the loader's public code reads: rlds, lerobot."
    },
    "registered": {
      "type": [
        "string",
        "array"
      ],
      "items": {
        "type": "string"
      },
      "description": "Names under which the loader's table knows datasets; others raise until they are added."
    }
  }
}

"""####,
    "Rules/language/constant.yaml": ####"""
id: language/constant
since: 0.1
confidence: certain
states: The instruction of an episode is the same in all its steps.
found: "In {count} of {total} {noun} the instruction changes on the way. In {worst.episode}, {worst.message}."
measured: "one instruction throughout in each of {total} episodes"
why: >
  Loaders read the instruction of each step by itself. If it changes inside an episode, either two tasks share one recording or steps were
  shifted against their labels; in both cases some motion is trained under the wrong sentence.
fix: >
  Cut the episode where the task changes. If instructions per sub-step are meant, keep them in a feature of their own beside one for the whole.
needs: [instruction]
metric: language.changes
per: episode
levels:
  - {severity: warning, require: {at_most: 0}}
explained_by: [schema/step-flags]
examples: {clean: [euler-base, one-instruction], defect: [instruction-changes]}

"""####,
    "Rules/language/diversity.yaml": ####"""
id: language/diversity
since: 0.1
confidence: strong
states: Each task is worded in at least {limit} ways.
found: "{count} of {total} {noun} are worded in too few ways ({distinct} distinct instructions over {episodes} episodes, counted {by}); for one: {worst.message}."
measured: "{total} tasks with {worst.value} phrasings or more ({distinct} distinct instructions over {episodes} episodes, counted {by})"
why: >
  With one sentence a task the policy can tell tasks apart by a single word and learns no more than that. It then fails on the first user who
  says it differently. Benchmarks ship one sentence a task and are still used, so this is a warning.
fix: >
  Have several people word each task, or add paraphrases and spread them over its episodes. Different case, spaces or a final period do not count.
scope: dataset
needs: [instruction]
metric: language.phrasings
levels:
  - {severity: warning, require: {at_least: 3}}
explained_by: [language/present, language/generic, language/identifier]
examples: {clean: [euler-base, with-tokens], defect: [one-instruction-for-all]}
references: ["Told where n episodes with no more than d phrasings have a probability C(3,d) (d/3)^n below 5e-4 over the number of tasks, or where all tasks together have by Fisher's method, if each had three equally likely phrasings: fewer than 1 false alarm in 1,000 by construction. Small tasks abstain."]

"""####,
    "Rules/language/generic.yaml": ####"""
id: language/generic
since: 0.1
confidence: certain
states: Instructions say what to do.
found: "{count} of {total} {noun} carry an instruction that names no task. In {worst.episode}, {worst.message}."
measured: "none of {total} instructions is a stand-in"
why: >
  "Do something" and "n/a" are what converters write when they find no text. Different tasks under one empty phrase teach the policy that words
  mean nothing, which is worse than no words.
fix: >
  Look up the task in the recording's metadata, or have the episodes labelled from their pictures. Leave out what cannot be labelled.
needs: [instruction]
metric: language.generic
per: episode
levels:
  - {severity: error, require: {at_most: 0}}
examples: {clean: [euler-base, one-instruction], defect: [instruction-generic]}
references: ["Whole instructions only, from a fixed list, without case and closing punctuation; \"Do something\" is a common converter default"]

"""####,
    "Rules/language/identifier.yaml": ####"""
id: language/identifier
since: 0.1
confidence: certain
states: Instructions are sentences, not identifiers, placeholders or file names.
found: "{count} of {total} {noun} carry an identifier for an instruction. In {worst.episode}, {worst.message}."
measured: "none of {total} instructions is an identifier"
why: >
  A language model has never seen `pick_place_03` and breaks it into meaningless pieces. The policy learns it as an opaque label and
  cannot follow a sentence that says the same.
fix: >
  Replace the identifier by the sentence that it stands for, in several phrasings, and fill templates before writing.
needs: [instruction]
metric: language.identifier
per: episode
levels:
  - {severity: error, require: {at_most: 0}}
examples: {clean: [euler-base, one-instruction], defect: [instruction-underscored, instruction-numbered]}
references: ["Told: one word with an underscore, digits at its end or capitals inside; half of the words with underscores; task 3, episode 12; {braces}, <angles>, [CAPITALS]; file names and paths. Not told: sentences with a stray label, as in move the block to A_1, put the t-shirt in box 3."]

"""####,
    "Rules/language/present.yaml": ####"""
id: language/present
since: 0.1
confidence: certain
states: Every episode carries an instruction.
found: "{count} of {total} {noun} ({observed}) carry no instruction in {path}."
measured: "all {total} episodes carry an instruction in {path}"
why: >
  A policy that is told nothing learns to act without being told: episodes with an empty instruction teach it to ignore language. Some loaders
  drop them, some train on the empty string, and neither says so.
fix: >
  Label the named episodes, or leave them out. If the text stands in another feature or beside the steps, write it where the loader looks, into
  every step.
needs: [instruction]
metric: language.unlabelled
per: episode
levels:
  - {severity: error, require: {at_most: 5%}}
  - {severity: warning, require: {at_most: 0%}}
explained_by: [schema/required-fields, schema/declared-features]
examples: {clean: [euler-base, one-instruction], defect: [one-instruction-empty, instructions-empty-often, instructions-all-empty]}

"""####,
    "Rules/language/text-hygiene.yaml": ####"""
id: language/text-hygiene
since: 0.1
confidence: certain
states: Instructions are clean text.
found: "{count} of {total} {noun} carry unclean text. In {worst.episode}, {worst.message}."
measured: "all {total} instructions are clean UTF-8 without stray characters"
why: >
  Loaders do not strip. A trailing space, a doubled space or a no-break space gives other tokens than the sentence a user will type; letters
  from another alphabet look alike and mean nothing to the tokenizer; bytes that are not UTF-8 stop some loaders and become U+FFFD in others.
fix: >
  Decode with the encoding the text was written in, normalise (NFC), replace no-break by plain spaces, collapse and strip, cut at the first NUL,
  and write again.
needs: [instruction]
metric: language.blemishes
per: episode
levels:
  - {severity: warning, require: {at_most: 0}}
examples: {clean: [euler-base, one-instruction], defect: [instruction-not-utf8, instruction-nul, instruction-control-character, instruction-trailing-space, instruction-double-space]}

"""####,
    "Rules/packs/training-gate.yaml": ####"""
name: training-gate
summary: Before a training run, every time. Asks that the data can be read as its loader reads it, and rejects on every error that is not a guess.
rules: ["*"]
required: ["container/*", schema/readable, schema/declared-features, schema/step-counts, schema/required-fields]

"""####,
    "Rules/schema/declared-features.yaml": ####"""
id: schema/declared-features
since: 0.1
confidence: certain
states: Every record holds every declared leaf, in the declared kind, type and length.
found: "{count} of {total} {noun} do not hold what features.json declares; for one: {worst.message}."
measured: "all {total} records hold what is declared"
why: >
  A leaf that is absent or of another kind stops the loader in the middle of an epoch, for a missing step leaf with "Dimensions 50 and 0 are
  not compatible", which does not name it. A length that does not divide by the declared shape cannot be cut into steps at all.
fix: >
  Write the record again with every declared leaf. If the leaf is no longer wanted, take it out of the features and rebuild; do not leave it
  out of single records.
scope: dataset
metric: faults.declared-features
per: record
levels:
  - {severity: error, require: {at_most: 0}}
explained_by: [container/format, container/compression, schema/readable]
examples: {clean: [euler-base, nested-dicts, zlib-tensors], defect: [leaf-missing, wrong-kind, length-not-divisible]}

"""####,
    "Rules/schema/finite.yaml": ####"""
id: schema/finite
since: 0.1
confidence: certain
states: No float leaf holds NaN or infinity.
found: "{count} of {total} {noun} hold values that are not finite; for one: {worst.message}."
measured: "all float leaves are finite in all {total} episodes (left out as pictures: {left_out})"
why: >
  One NaN in an action or state poisons the normalisation statistics of the whole dataset: mean, standard deviation and quantiles become NaN,
  and with them every label of every episode. The loss is NaN from the first batch, or from the one that holds the step.
fix: >
  Drop the episode or fill the value from its neighbours, and find out why the recorder wrote it (a sensor that had not started is the usual
  cause). A channel that never holds a number should not be declared at all.
metric: schema.finite
per: episode
levels:
  - {severity: error, require: {at_most: 0}}
explained_by: [schema/declared-features]
examples: {clean: [euler-base, zlib-tensors, with-timestamps], defect: [nan-in-action, infinity-in-state, channel-never-finite]}

"""####,
    "Rules/schema/last-step.yaml": ####"""
id: schema/last-step
since: 0.1
confidence: strong
states: The action of the last step holds still, repeats the one before, or goes on smoothly; at most {limit} of the largest change between other steps.
found: "{count} of {total} {noun} end in an action that is neither zero nor a copy nor in line with the others; in {worst.episode} it departs by {worst.value} of the largest change elsewhere."
measured: "the last actions of {total} {noun} depart by at most {worst.value} of the largest change elsewhere (labels are {kind})"
why: >
  RLDS says that the action of the last step is not valid, and most loaders train on it all the same, or repeat it to fill a chunk: garbage
  there is a phantom push at the end of every episode.
fix: >
  Store zero for relative actions (keep the gripper), a copy of the last for absolute ones.
needs: [pose.position, action.translation]
metric: action.last.executed
per: episode
levels:
  - {severity: warning, require: {at_most: 1 x}, allow: 25% of episodes}
  - {severity: warning, require: {at_most: 3 x}}
  - {severity: info, require: {at_most: 3 x}, metric: action.last.commanded}
explained_by: [schema/finite, schema/step-flags, action/labels]
examples: {clean: [euler-base, twenty-hertz, commanded-delay], defect: [garbage-last-action]}
references:
  - >-
    The smaller of |a[T-1]| and |a[T-1] - a[T-2]|, over the largest |a[t] - a[t-1]| of the episode's other steps (or a tenth of a typical
    episode's, if that is more), for translation and rotation; the larger of the two. An honest label that goes on to a pose which was not
    stored may set a record now and then; that happens in one episode out of T, so up to a quarter of the episodes may go to three times.

"""####,
    "Rules/schema/precision.yaml": ####"""
id: schema/precision
since: 0.1
confidence: certain
states: Leaves that are declared float64 are stored as float64.
found: "float64 is declared and float32 is stored: {leaves}."
measured: "no float64 leaf is stored as float32"
why: >
  TFDS writes a float64 tensor with encoding none as float32 and casts it back when reading: seven digits remain. For positions and actions that
  is enough. For clocks it is not: seconds since 1970 are told apart only every 128 seconds, and all stamps of an episode become one.
fix: >
  Declare clocks with encoding bytes or zlib, store them as int64 nanoseconds, or subtract the start of the episode before writing. Elsewhere
  declare float32, which is what is stored.
scope: dataset
metric: schema.float32-storage
levels:
  - severity: warning
    metric: schema.clock-rounding
    require: {at_most: 0}
    found: "{count} of {total} {noun} are declared float64 and stored as float32. {worst.message}: {worst.value} the distance of two stamps."
  - {severity: info, require: {at_most: 0}}
examples: {clean: [with-timestamps], defect: [clock-as-float32, epoch-clock-as-float32]}

"""####,
    "Rules/schema/ragged.yaml": ####"""
id: schema/ragged
since: 0.1
confidence: certain
states: No tensor of unknown length stands inside steps.
found: "{count} of {total} {noun} have an unknown length inside steps; for one: {worst.message}."
measured: "no leaf inside steps has an unknown length"
why: >
  TFDS writes such a tensor as one flat list without its lengths and cannot read it back: "Multiple unknown dimension not supported". What
  was recorded is lost unless every step happened to have the same length.
fix: >
  Pad to a fixed length and store the true one beside it, use tensors with encoding bytes or zlib, or a Sequence feature.
scope: dataset
metric: faults.ragged
levels:
  - {severity: error, require: {at_most: 0}}
examples: {clean: [euler-base], defect: [ragged-in-steps]}

"""####,
    "Rules/schema/readable.yaml": ####"""
id: schema/readable
since: 0.1
confidence: certain
states: features.json and dataset_info.json are there and can be read.
found: "{count} of {total} metadata {noun} cannot be used; for one: {worst.message}."
measured: "both metadata files were read"
why: >
  Everything else is found through these two files: which leaves there are, how they are encoded, how many records to expect. Without them
  tfds.builder_from_directory refuses the dataset, and Cupel can check nothing that it would have to guess.
fix: >
  Deliver the files that the builder wrote beside the shards. Datasets older than TFDS 3.2.1 have no features.json and must be built again.
scope: dataset
metric: faults.metadata
levels:
  - {severity: error, require: {at_most: 0}}
examples: {clean: [euler-base, legacy-metadata], defect: [features-json-missing, features-json-cut, dataset-info-missing]}

"""####,
    "Rules/schema/required-fields.yaml": ####"""
id: schema/required-fields
since: 0.1
confidence: certain
states: Every feature that the target's loader needs is declared.
found: "{count} of {total} {noun} of {target} are not declared; for one: {worst.message}."
measured: "all {total} features that {target} asks for are declared"
why: >
  The loader asks for these by name and stops when one is absent, or, where it uses a default, trains without it: an instruction that lies
  beside the steps instead of in them is the usual case.
fix: >
  Write the feature under the name and at the level the loader reads. If the data carries it under another name, rename it in a transform and
  build again; if it is not recorded, choose a target that does without.
scope: dataset
metric: schema.required-fields
levels:
  - {severity: error, require: {at_most: 0}}
explained_by: [schema/readable]
examples: {clean: [euler-base, nested-dicts], defect: [no-is-terminal, no-instruction-feature]}

"""####,
    "Rules/schema/split-lists.yaml": ####"""
id: schema/split-lists
since: 0.1
confidence: certain
states: Every leaf of a record is written once and in one piece.
found: "{count} of {total} {noun} hold a leaf in several pieces, or twice; for one: {worst.message}."
measured: "all {total} records hold every leaf once and in one piece"
why: >
  Protocol buffers allow a list in several packed chunks, and readers that follow the standard join them. TensorFlow's own parser returns the
  first chunk only: an episode loses its tail without an error, or stops with a length that no leaf has. Of two entries with one name only the
  last counts.
fix: >
  Write lists with TFDS, TensorFlow or a protobuf library in one go; do not merge serialized examples by appending bytes.
scope: dataset
metric: faults.split-lists
per: record
levels:
  - {severity: error, require: {at_most: 0}}
examples: {clean: [euler-base], defect: [split-lists]}

"""####,
    "Rules/schema/step-counts.yaml": ####"""
id: schema/step-counts
since: 0.1
confidence: certain
states: All leaves of an episode agree on its number of steps.
found: "In {count} of {total} {noun} leaves disagree on the number of steps; for one: {worst.message}."
measured: "all leaves agree on the number of steps in all {total} records"
why: >
  The step count is stored nowhere; it is what each leaf's length gives. Loaders that stack leaves stop without naming the one that is short;
  those that take the count from the first leaf pair pictures with the wrong actions from the gap onward.
fix: >
  Find the recorder that dropped or doubled a sample of the named leaf, align streams by their stamps before writing, and drop the episode if
  it cannot be told where the gap was.
scope: dataset
metric: faults.step-counts
per: record
levels:
  - {severity: error, require: {at_most: 0}}
explained_by: [schema/declared-features, schema/ragged, schema/split-lists, container/format]
examples: {clean: [euler-base, nested-dicts], defect: [one-step-short]}

"""####,
    "Rules/schema/step-flags.yaml": ####"""
id: schema/step-flags
since: 0.1
confidence: certain
states: is_first is set exactly at step 0, is_last exactly at the final step, and is_terminal only where is_last is.
found: "{count} of {total} {noun} carry wrong step flags: {kinds}. In {worst.episode}, {worst.message}."
measured: "the step flags of all {total} episodes are where they belong"
why: >
  Flags are where pipelines cut episodes. Two episodes glued together teach a jump from the end of one task to the start of the next; an
  episode that never ends is never closed by replay buffers and windowing code; a terminal flag in the middle cuts returns short.
fix: >
  Set the flags from the step index when writing: is_first = (t == 0), is_last = (t == T - 1). Cut glued episodes apart where is_first is set
  inside, and look at the picture there: if nothing jumps, the flag is wrong rather than the cut.
metric: schema.step-flags
per: episode
levels:
  - {severity: error, require: {at_most: 0}}
explained_by: [schema/required-fields, schema/declared-features, schema/step-counts]
examples: {clean: [euler-base, commanded-delay], defect: [never-ending, one-never-ending, glued-episodes, no-first-flag, terminal-before-last]}
references: ["RLDS: steps, is_first, is_last, is_terminal"]

"""####,
    "Rules/schema/undeclared-features.yaml": ####"""
id: schema/undeclared-features
since: 0.1
confidence: certain
states: No record holds a key that features.json does not know.
found: "{count} of {total} {noun} hold undeclared keys; for one: {worst.message}."
measured: "none of {total} records holds an undeclared key"
why: >
  Loaders drop undeclared keys silently. If the key holds something worth recording, nobody trains on it; if it does not, it is carried and
  paid for with every read. Often it shows that records and metadata come from two versions of a converter.
fix: >
  Declare the feature and rebuild, or stop writing it. If metadata was copied from another build, use the one that belongs to these shards.
scope: dataset
metric: faults.undeclared-features
per: record
levels:
  - {severity: warning, require: {at_most: 0}}
explained_by: [container/format, schema/readable, schema/ragged]
examples: {clean: [euler-base, nested-dicts], defect: [undeclared-key]}

"""####,
    "Rules/split/presence.yaml": ####"""
id: split/presence
since: 0.1
confidence: certain
states: There is a split that is held out for validation.
found: "There is no split for validation that the loader reads: {use}."
measured: "{use}"
why: >
  Loaders look for validation under one name. Where it is missing, some hold out the tail of train and some validate on nothing; splits under
  other names lie unused, or worse, are taken for training by a glob.
fix: >
  Hold out whole recordings, better whole scenes or objects, under the name that the loader reads.
scope: dataset
metric: split.validation
levels:
  - {severity: info, require: {at_least: 1}}
examples: {clean: [euler-base], defect: [train-only]}

"""####,
    "Rules/state/frozen.yaml": ####"""
id: state/frozen
since: 0.1
confidence: strong
states: No state repeats itself, to the last bit, while labels ask the arm to go more than {limit} usual steps.
found: "{count} of {total} {noun} hold a state that stands still while labels move; the worst is {worst.episode}: {worst.message}."
measured: "at most {observed} usual steps were asked of a state that repeats itself"
why: >
  A sensor or a message that hangs repeats its last value while the arm moves on. The policy is shown a place where the arm no longer is, and
  learns that the same place asks for ever other motions.
fix: >
  Drop the episode, or cut the steps in which the state stands still. Look whether the driver's stamps stand still too.
metric: state.frozen
per: episode
levels:
  - {severity: warning, require: {at_most: 5}}
explained_by: [schema/finite, schema/step-flags]
examples: {clean: [euler-base, idle-and-heavy-tailed, commanded-delay], defect: [state-frozen]}
references:
  - >-
    Of every wait of 11 identical rows or more (position, orientation and joints together), the labels are summed up that had five steps to show, over the mean
    size of a label that moves. Labels that point here and there ask for nothing (a hand that rests on its device): less than half
    of their length adds up, or |sum|^2 is below 10 times the sum of squares, which chance exceeds in 3 waits of ten million, and the state does not go on with a jump of four usual steps.
    Joint labels count by their change; absolute positions as translation labels are left out.

"""####,
    "Rules/state/limits.yaml": ####"""
id: state/limits
since: 0.1
confidence: certain
states: Recorded states stay within the limits that are declared for them.
found: "{count} of {total} {noun} leave the declared limits; the worst, {worst.episode} at step {worst.step}: {worst.message}."
measured: "measured: {ranges}"
why: >
  A state outside of what the robot can reach was not measured there: a wrong unit, another robot, or a calibration that moved. A policy that is shown it
  may be asked to go there.
fix: >
  Look at the episode. Correct the calibration or drop it; or correct the declared limits.
metric: state.beyond
per: episode
levels:
  - {severity: error, require: {at_most: 0%}}
  - {severity: info, metric: state.ranges, require: {at_least: 0}}
explained_by: [schema/finite, state/units, state/spikes]
examples: {clean: [euler-base, with-timestamps], defect: [state-beyond-limits]}
references:
  - "state_limits: {pose.position: [[low, high], ...], joints: [...]} in cupel.yaml, in stored units; a millionth of the limit is rounding. Without it the measured ranges are told."

"""####,
    "Rules/state/spikes.yaml": ####"""
id: state/spikes
since: 0.1
confidence: strong
states: No recorded state is away and back within three steps by more than {limit} usual steps.
found: "{count} of {total} {noun} hold a state that spikes; the worst, {worst.feature} at step {worst.step} of {worst.episode}, by {worst.value} usual steps away and back."
measured: "the worst isolated state lies {observed} usual steps away; {limit} would be too far"
why: >
  A glitch of a tracker or a dropped message shows the policy a pose that the arm never had; labels that are computed from the states get two
  jumps of their own from it.
fix: >
  Replace the samples by what lies between their neighbours and compute the labels anew, or drop the episode.
metric: state.spikes
per: episode
levels:
  - {severity: warning, require: {at_most: "{state.spikes.limit}"}}
explained_by: [schema/finite, schema/step-flags]
examples: {clean: [euler-base, idle-and-heavy-tailed, gripper-down], defect: [state-spike, state-zeroed]}
references:
  - >-
    |x - median of the seven samples around it|, over the 90th percentile of the changes between samples of the liveliest dimension of its group (position, orientation, joints), at least a
    thousandth of its reach. No more than three of the thirteen samples around lie half as far out. Angles are unwrapped, quaternions kept on one side; a turn counts where the rotation itself turns
    away by half as much; rotations of an unknown form are left out.
  - >-
    The limit is 20, or what the other episodes make plausible if that is more, as for action/outliers: a chance of 0.001 for the whole dataset. Decides from 6 episodes.

"""####,
    "Rules/state/units.yaml": ####"""
id: state/units
since: 0.1
confidence: strong
states: Recorded positions are metres and recorded angles radians, in every episode.
found: "{count} of {total} {noun} hold positions in another unit, millimetres most likely; the worst, {worst.episode}: {worst.message}."
measured: "positions and angles are of the size that metres and radians have"
why: >
  Units are never stored. A model that is trained on metres and given millimetres sees an arm a thousand times too far away; where single episodes
  differ, normalisation statistics are wrong for all of them.
fix: >
  Convert states and labels to metres and radians, or declare the unit (units: {position: mm, rotation: deg} in cupel.yaml).
scope: dataset
metric: state.reach
per: episode
levels:
  - {severity: error, require: {at_most: 50 m}}
  - severity: error
    metric: state.reach.ratio
    require: {between: [0.01, 100]}
    found: "{count} of {total} {noun} hold positions in another unit than the others; the worst, {worst.episode}: {worst.message}."
  - severity: error
    metric: state.angle
    require: {at_most: 12.7 rad}
    found: "{count} of {total} {noun} hold angles that no orientation in radians has: degrees most likely; {worst.feature} goes up to {worst.value} in {worst.episode}."
  - severity: warning
    metric: state.angle
    require: {at_most: 6.383 rad}
    found: "{count} of {total} {noun} hold angles beyond a whole turn: degrees, or angles that were unwrapped; {worst.feature} goes up to {worst.value} in {worst.episode}."
explained_by: [schema/finite]
examples: {clean: [euler-base, rotation-vector, gripper-down], defect: [state-in-millimetres, one-episode-in-millimetres, state-in-degrees, one-episode-in-degrees]}
references:
  - >-
    50 m: no arm reaches beyond 3 m, and 50 mm is less than any workspace. Positions of robots that drive are told from millimetres by their steps: an arm's usual step is below 0.2 m,
    and below 0.2 mm only where nothing moves.
  - "A single episode is in another unit where both its reach and its usual step are a hundred times those of the median episode; decides from 5 episodes."
  - "An angle of an orientation is within half a turn, or a whole one where it is unwrapped: 2 pi + 0.1; beyond two turns no unwrapping explains it."

"""####,
    "Rules/targets/generic.yaml": ####"""
name: generic
summary: >
  No model in particular: only what every reader of RLDS needs. Name a target to learn what its loader will do with the data.
required_features: [is_first, is_last, is_terminal]
instruction: {needed: false, features: []}
minimum_steps: 3
facts:
  - states: An episode of fewer than three steps holds no motion that could be learned from.
    evidence: RLDS, steps are (observation, action) pairs and the action of the last step is not executed

"""####,
    "Rules/targets/octo.yaml": ####"""
name: octo
summary: >
  Octo 1.5: primary and wrist camera, instruction or goal picture, chunks of four actions by diffusion; reads RLDS through dlimp and its own table of transforms.
containers: [rlds]
required_features: [observation, action]
transforms: octo
registered:
  [bridge_dataset, fractal20220817_data, kuka, taco_play, jaco_play, berkeley_cable_routing, roboturk,
   nyu_door_opening_surprising_effectiveness, viola, berkeley_autolab_ur5, toto, language_table, columbia_cairlab_pusht_real,
   stanford_kuka_multimodal_dataset_converted_externally_to_rlds, nyu_rot_dataset_converted_externally_to_rlds,
   stanford_hydra_dataset_converted_externally_to_rlds, austin_buds_dataset_converted_externally_to_rlds,
   nyu_franka_play_dataset_converted_externally_to_rlds, maniskill_dataset_converted_externally_to_rlds,
   furniture_bench_dataset_converted_externally_to_rlds, cmu_franka_exploration_dataset_converted_externally_to_rlds,
   ucsd_kitchen_dataset_converted_externally_to_rlds, ucsd_pick_and_place_dataset_converted_externally_to_rlds,
   austin_sailor_dataset_converted_externally_to_rlds, austin_sirius_dataset_converted_externally_to_rlds, bc_z,
   utokyo_pr2_opening_fridge_converted_externally_to_rlds, utokyo_pr2_tabletop_manipulation_converted_externally_to_rlds,
   utokyo_xarm_pick_and_place_converted_externally_to_rlds, utokyo_xarm_bimanual_converted_externally_to_rlds, robo_net,
   berkeley_mvp_converted_externally_to_rlds, berkeley_rpt_converted_externally_to_rlds, kaist_nonprehensile_converted_externally_to_rlds,
   stanford_mask_vit_converted_externally_to_rlds, tokyo_u_lsmo_converted_externally_to_rlds, dlr_sara_pour_converted_externally_to_rlds,
   dlr_sara_grid_clamp_converted_externally_to_rlds, dlr_edan_shared_control_converted_externally_to_rlds,
   asu_table_top_converted_externally_to_rlds, stanford_robocook_converted_externally_to_rlds, imperialcollege_sawyer_wrist_cam,
   iamlab_cmu_pickup_insert_converted_externally_to_rlds, uiuc_d3field, utaustin_mutex, berkeley_fanuc_manipulation, cmu_playing_with_food,
   cmu_play_fusion, cmu_stretch, gnm_dataset, aloha_static_dataset, aloha_dagger_dataset, aloha_mobile_dataset, fmb_dataset, dobbe,
   roboset, rh20t, mujoco_manip]
instruction: {needed: true, features: [language_instruction, observation/natural_language_instruction], maximum_tokens: 16, maximum_words: 11}
views:
  - {slot: image_primary, role: image.primary, required: true, missing: black, height: 256, width: 256}
  - {slot: image_wrist, role: image.wrist, required: false, missing: masked, height: 128, width: 128}
image: {height: 256, width: 256, resize: squash, filter: lanczos3, crop: 0.8}
action: {padded_to: 7, kind: delta, gripper: {range: [0, 1], open: 1, mode: binary}}
normalisation: {kind: mean-std, epsilon: 1e-8, gripper: false, constant: zero, spans_all_splits: true}
statistics: {schema: octo, file: dataset_statistics.json}
chunk: 4
tail: repeat-last
minimum_steps: 1
validation_splits: [val]
held_out_share: 0.05
frame: base
trains_on_last_step: true
facts:
  - states: "`observation` and `action` must be there after the dataset's transform; a name that is in neither table raises KeyError."
    evidence: "octo-models/octo @ 241fb35, octo/data/dataset.py:325-336; octo-models/octo @ 241fb35, octo/data/oxe/__init__.py:35, 92"
  - states: Up to seven action dimensions are padded with zeros and masked; more raise.
    evidence: "octo-models/octo @ 241fb35, scripts/configs/octo_pretrain_config.py:29, 124; octo-models/octo @ 241fb35, octo/data/traj_transforms.py:130-152"
  - states: Actions are scaled by mean and standard deviation, the gripper is not; nothing is clipped in the data, the loss of the diffusion head clips at 5.
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/__init__.py:20, 37-39; octo-models/octo @ 241fb35, octo/data/utils/data_utils.py:254-267; octo-models/octo @ 241fb35, octo/model/components/action_heads.py:491"
  - states: A constant dimension becomes 0 under mean and deviation; under its BOUNDS, which are the 1 % and 99 % quantiles, it becomes -1.
    evidence: "octo-models/octo @ 241fb35, octo/data/utils/data_utils.py:264, 269-291"
  - states: Statistics are taken over all splits, validation included.
    evidence: "octo-models/octo @ 241fb35, octo/data/dataset.py:389-408"
  - states: Chunks at the end repeat the last action and mask what lies past the end; the test is off by two steps, so that one repeated action of each such chunk is trained on.
    evidence: "octo-models/octo @ 241fb35, octo/data/traj_transforms.py:50-58, 84-97"
  - states: Episodes without an instruction are kept in pretraining; the empty text counts as padding.
    evidence: "octo-models/octo @ 241fb35, octo/data/dataset.py:34, 80-87; octo-models/octo @ 241fb35, octo/data/traj_transforms.py:111-127"
  - states: Instructions keep their case and are cut at 16 tokens of T5, which is about eleven English words. In half of the examples one of the published sets' paraphrases takes its place, where there is one.
    evidence: "octo-models/octo @ 241fb35, scripts/configs/octo_pretrain_config.py:125-130, 136-146"
  - states: "Where a pattern names several instruction keys, one is drawn at random, and never the last of them: of two keys, always the first."
    evidence: "octo-models/octo @ 241fb35, octo/data/utils/data_utils.py:50-59"
  - states: Primary pictures are resized to 256 x 256, wrist pictures to 128 x 128, whatever their aspect; a missing one is black and masked. Augmentation crops the primary to 80 % of its area or more.
    evidence: "octo-models/octo @ 241fb35, scripts/configs/octo_pretrain_config.py:65-66, 98-101; octo-models/octo @ 241fb35, octo/data/dataset.py:342-346"
  - states: "The instructions of some published sets are blanked as uninformative: kuka, roboturk, viola, toto and others."
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:98-100, 163-165, 187-189, 237-239, 281-283"
  - states: An episode that a transform leaves empty is filtered out.
    evidence: "octo-models/octo @ 241fb35, octo/data/dataset.py:379-380, 437-439"
  - states: "`val` is used for validation if there is a split of that name; otherwise the last 5 % of `train` are."
    evidence: "octo-models/octo @ 241fb35, octo/data/dataset.py:424-427"

"""####,
    "Rules/targets/openvla-oft-aloha.yaml": ####"""
name: openvla-oft-aloha
summary: >
  OpenVLA-OFT as it is fine-tuned on ALOHA: two arms of six joints and a gripper, absolute joint targets in chunks of twenty-five, three cameras.
containers: [rlds]
required_features: [observation, action, is_first, is_last, is_terminal]
transforms: openvla
registered:
  [bridge_oxe, bridge_orig, bridge_dataset, ppgm, ppgm_static, ppgm_wrist, fractal20220817_data, kuka, taco_play, jaco_play,
   berkeley_cable_routing, roboturk, nyu_door_opening_surprising_effectiveness, viola, berkeley_autolab_ur5, toto, language_table,
   columbia_cairlab_pusht_real, stanford_kuka_multimodal_dataset_converted_externally_to_rlds,
   nyu_rot_dataset_converted_externally_to_rlds, stanford_hydra_dataset_converted_externally_to_rlds,
   austin_buds_dataset_converted_externally_to_rlds, nyu_franka_play_dataset_converted_externally_to_rlds,
   maniskill_dataset_converted_externally_to_rlds, furniture_bench_dataset_converted_externally_to_rlds,
   cmu_franka_exploration_dataset_converted_externally_to_rlds, ucsd_kitchen_dataset_converted_externally_to_rlds,
   ucsd_pick_and_place_dataset_converted_externally_to_rlds, austin_sailor_dataset_converted_externally_to_rlds,
   austin_sirius_dataset_converted_externally_to_rlds, bc_z, utokyo_pr2_opening_fridge_converted_externally_to_rlds,
   utokyo_pr2_tabletop_manipulation_converted_externally_to_rlds, utokyo_xarm_pick_and_place_converted_externally_to_rlds,
   utokyo_xarm_bimanual_converted_externally_to_rlds, robo_net, berkeley_mvp_converted_externally_to_rlds,
   berkeley_rpt_converted_externally_to_rlds, kaist_nonprehensile_converted_externally_to_rlds,
   stanford_mask_vit_converted_externally_to_rlds, tokyo_u_lsmo_converted_externally_to_rlds, dlr_sara_pour_converted_externally_to_rlds,
   dlr_sara_grid_clamp_converted_externally_to_rlds, dlr_edan_shared_control_converted_externally_to_rlds,
   asu_table_top_converted_externally_to_rlds, stanford_robocook_converted_externally_to_rlds, imperialcollege_sawyer_wrist_cam,
   iamlab_cmu_pickup_insert_converted_externally_to_rlds, uiuc_d3field, utaustin_mutex, berkeley_fanuc_manipulation, cmu_playing_with_food,
   cmu_play_fusion, cmu_stretch, berkeley_gnm_recon, berkeley_gnm_cory_hall, berkeley_gnm_sac_son, droid, fmb_dataset, dobbe, roboset,
   rh20t, tdroid_carrot_in_bowl, tdroid_pour_corn_in_pot, tdroid_flip_pot_upright, tdroid_move_object_onto_plate, tdroid_knock_object_over,
   tdroid_cover_object_with_towel, droid_wipe, libero_spatial_no_noops, libero_object_no_noops, libero_goal_no_noops, libero_10_no_noops,
   libero_4_task_suites_no_noops, aloha1_fold_shorts_20_demos, aloha1_fold_shirt_30_demos, aloha1_scoop_X_into_bowl_45_demos,
   aloha1_put_X_into_pot_300_demos]
instruction: {needed: true, features: [language_instruction, observation/natural_language_instruction, observation/language_instruction], lowers: true}
views:
  - {slot: image_primary, role: image.primary, required: true, missing: black}
  - {slot: image_left_wrist, role: image.left.wrist, required: true, missing: black}
  - {slot: image_right_wrist, role: image.right.wrist, required: true, missing: black}
image: {height: 224, width: 224, resize: squash, filter: lanczos3, crop: 0.9}
proprio: {dimensions: 14, encoding: "two arms of six joints and a gripper"}
action: {dimensions: [14], joint_kind: absolute}
tail: drop
normalisation: {kind: bounds, epsilon: 1e-8, clip: 1, gripper: true, constant: zero, spans_all_splits: true}
statistics: {schema: openvla, file: dataset_statistics.json}
filters: {skips_unlabelled: true}
chunk: 25
validation_splits: [val]
frame: base
trains_on_last_step: true
facts:
  - states: A chunk is eight actions for LIBERO, twenty-five for ALOHA and five for Bridge, chosen by the words on the command line; without one of them it is LIBERO.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/constants.py:26-61"
  - states: Episodes are not padded. Of T steps the first T - 24 start a chunk; the observations of the last 24 are never used, and an episode of 24 steps or fewer yields nothing.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/traj_transforms.py:25-55"
  - states: "Only a split called `val` is used for validation, and nothing is held out of `train` without one."
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/dataset.py:234"
  - states: A dataset whose name is not in the two tables, of configurations and of transforms, raises KeyError until it is added to both.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/oxe/materialize.py:31"
  - states: Instructions are lower-cased and not stripped, and episodes without any are left out.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/datasets.py:40, 134"
  - states: A dimension whose minimum equals its maximum becomes 0, masked or not.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/utils/data_utils.py:86-90"
  - states: Statistics are taken over all splits, validation included.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/dataset.py:208-221"
  - states: All fourteen dimensions are absolute and scaled by minimum and maximum, the grippers too.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/oxe/materialize.py:43-45; moojink/openvla-oft @ 213c5ff, prismatic/vla/constants.py:33-38"
  - states: "Three cameras are loaded wherever the mixture's name holds `aloha`: primary, left wrist and right wrist."
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/datasets.py:116-117"
  - states: "The transform leaves everything as it is: the data must already have the gripper and units that the model should learn."
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/oxe/transforms.py:844-846"
  - states: Pictures are shrunk from 480 x 640 to 256 x 256 when the data are prepared, which changes their aspect.
    evidence: "moojink/openvla-oft @ 213c5ff, experiments/robot/aloha/preprocess_split_aloha_data.py:4, 93-102"

"""####,
    "Rules/targets/openvla-oft-bridge.yaml": ####"""
name: openvla-oft-bridge
summary: >
  OpenVLA-OFT with its constants for Bridge: chunks of five actions, proprioception of seven numbers.
containers: [rlds]
required_features: [observation, action, is_first, is_last, is_terminal]
transforms: openvla
registered:
  [bridge_oxe, bridge_orig, bridge_dataset, ppgm, ppgm_static, ppgm_wrist, fractal20220817_data, kuka, taco_play, jaco_play,
   berkeley_cable_routing, roboturk, nyu_door_opening_surprising_effectiveness, viola, berkeley_autolab_ur5, toto, language_table,
   columbia_cairlab_pusht_real, stanford_kuka_multimodal_dataset_converted_externally_to_rlds,
   nyu_rot_dataset_converted_externally_to_rlds, stanford_hydra_dataset_converted_externally_to_rlds,
   austin_buds_dataset_converted_externally_to_rlds, nyu_franka_play_dataset_converted_externally_to_rlds,
   maniskill_dataset_converted_externally_to_rlds, furniture_bench_dataset_converted_externally_to_rlds,
   cmu_franka_exploration_dataset_converted_externally_to_rlds, ucsd_kitchen_dataset_converted_externally_to_rlds,
   ucsd_pick_and_place_dataset_converted_externally_to_rlds, austin_sailor_dataset_converted_externally_to_rlds,
   austin_sirius_dataset_converted_externally_to_rlds, bc_z, utokyo_pr2_opening_fridge_converted_externally_to_rlds,
   utokyo_pr2_tabletop_manipulation_converted_externally_to_rlds, utokyo_xarm_pick_and_place_converted_externally_to_rlds,
   utokyo_xarm_bimanual_converted_externally_to_rlds, robo_net, berkeley_mvp_converted_externally_to_rlds,
   berkeley_rpt_converted_externally_to_rlds, kaist_nonprehensile_converted_externally_to_rlds,
   stanford_mask_vit_converted_externally_to_rlds, tokyo_u_lsmo_converted_externally_to_rlds, dlr_sara_pour_converted_externally_to_rlds,
   dlr_sara_grid_clamp_converted_externally_to_rlds, dlr_edan_shared_control_converted_externally_to_rlds,
   asu_table_top_converted_externally_to_rlds, stanford_robocook_converted_externally_to_rlds, imperialcollege_sawyer_wrist_cam,
   iamlab_cmu_pickup_insert_converted_externally_to_rlds, uiuc_d3field, utaustin_mutex, berkeley_fanuc_manipulation, cmu_playing_with_food,
   cmu_play_fusion, cmu_stretch, berkeley_gnm_recon, berkeley_gnm_cory_hall, berkeley_gnm_sac_son, droid, fmb_dataset, dobbe, roboset,
   rh20t, tdroid_carrot_in_bowl, tdroid_pour_corn_in_pot, tdroid_flip_pot_upright, tdroid_move_object_onto_plate, tdroid_knock_object_over,
   tdroid_cover_object_with_towel, droid_wipe, libero_spatial_no_noops, libero_object_no_noops, libero_goal_no_noops, libero_10_no_noops,
   libero_4_task_suites_no_noops, aloha1_fold_shorts_20_demos, aloha1_fold_shirt_30_demos, aloha1_scoop_X_into_bowl_45_demos,
   aloha1_put_X_into_pot_300_demos]
instruction: {needed: true, features: [language_instruction, observation/natural_language_instruction, observation/language_instruction], lowers: true}
views:
  - {slot: image_primary, role: image.primary, required: true, missing: black}
  - {slot: image_wrist, role: image.wrist, required: false, missing: black}
image: {height: 224, width: 224, resize: squash, filter: lanczos3, crop: 0.9}
proprio: {dimensions: 7, encoding: "pose as position and three angles, then the gripper"}
action: {dimensions: [7], kind: delta, gripper: {range: [0, 1], open: 1, mode: binary}}
tail: drop
normalisation: {kind: quantiles, epsilon: 1e-8, clip: 1, gripper: false, constant: zero, spans_all_splits: true}
statistics: {schema: openvla, file: dataset_statistics.json}
filters: {skips_unlabelled: true}
chunk: 5
validation_splits: [val]
frame: base
trains_on_last_step: true
facts:
  - states: A chunk is eight actions for LIBERO, twenty-five for ALOHA and five for Bridge, chosen by the words on the command line; without one of them it is LIBERO.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/constants.py:26-61"
  - states: Episodes are not padded. Of T steps the first T - 4 start a chunk; the observations of the last 4 are never used, and an episode of 4 steps or fewer yields nothing.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/traj_transforms.py:25-55"
  - states: "Only a split called `val` is used for validation, and nothing is held out of `train` without one."
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/dataset.py:234"
  - states: A dataset whose name is not in the two tables, of configurations and of transforms, raises KeyError until it is added to both.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/oxe/materialize.py:31"
  - states: Instructions are lower-cased and not stripped, and episodes without any are left out.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/datasets.py:40, 134"
  - states: A dimension whose minimum equals its maximum becomes 0, masked or not.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/utils/data_utils.py:86-90"
  - states: Statistics are taken over all splits, validation included.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/dataset.py:208-221"
  - states: The primary and the wrist camera are loaded; Bridge's entry names no wrist camera, so that view is black.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/datasets.py:119; moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/oxe/configs.py:79-85"
  - states: "Proprioception is seven numbers: six of the pose and the gripper's."
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/constants.py:43; moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/oxe/configs.py:82"

"""####,
    "Rules/targets/openvla-oft-libero.yaml": ####"""
name: openvla-oft-libero
summary: >
  OpenVLA-OFT as it is fine-tuned on LIBERO: chunks of eight actions by regression, third-person and wrist camera, proprioception; reads RLDS as OpenVLA does.
containers: [rlds]
required_features: [observation, action, is_first, is_last, is_terminal]
transforms: openvla
registered:
  [bridge_oxe, bridge_orig, bridge_dataset, ppgm, ppgm_static, ppgm_wrist, fractal20220817_data, kuka, taco_play, jaco_play,
   berkeley_cable_routing, roboturk, nyu_door_opening_surprising_effectiveness, viola, berkeley_autolab_ur5, toto, language_table,
   columbia_cairlab_pusht_real, stanford_kuka_multimodal_dataset_converted_externally_to_rlds,
   nyu_rot_dataset_converted_externally_to_rlds, stanford_hydra_dataset_converted_externally_to_rlds,
   austin_buds_dataset_converted_externally_to_rlds, nyu_franka_play_dataset_converted_externally_to_rlds,
   maniskill_dataset_converted_externally_to_rlds, furniture_bench_dataset_converted_externally_to_rlds,
   cmu_franka_exploration_dataset_converted_externally_to_rlds, ucsd_kitchen_dataset_converted_externally_to_rlds,
   ucsd_pick_and_place_dataset_converted_externally_to_rlds, austin_sailor_dataset_converted_externally_to_rlds,
   austin_sirius_dataset_converted_externally_to_rlds, bc_z, utokyo_pr2_opening_fridge_converted_externally_to_rlds,
   utokyo_pr2_tabletop_manipulation_converted_externally_to_rlds, utokyo_xarm_pick_and_place_converted_externally_to_rlds,
   utokyo_xarm_bimanual_converted_externally_to_rlds, robo_net, berkeley_mvp_converted_externally_to_rlds,
   berkeley_rpt_converted_externally_to_rlds, kaist_nonprehensile_converted_externally_to_rlds,
   stanford_mask_vit_converted_externally_to_rlds, tokyo_u_lsmo_converted_externally_to_rlds, dlr_sara_pour_converted_externally_to_rlds,
   dlr_sara_grid_clamp_converted_externally_to_rlds, dlr_edan_shared_control_converted_externally_to_rlds,
   asu_table_top_converted_externally_to_rlds, stanford_robocook_converted_externally_to_rlds, imperialcollege_sawyer_wrist_cam,
   iamlab_cmu_pickup_insert_converted_externally_to_rlds, uiuc_d3field, utaustin_mutex, berkeley_fanuc_manipulation, cmu_playing_with_food,
   cmu_play_fusion, cmu_stretch, berkeley_gnm_recon, berkeley_gnm_cory_hall, berkeley_gnm_sac_son, droid, fmb_dataset, dobbe, roboset,
   rh20t, tdroid_carrot_in_bowl, tdroid_pour_corn_in_pot, tdroid_flip_pot_upright, tdroid_move_object_onto_plate, tdroid_knock_object_over,
   tdroid_cover_object_with_towel, droid_wipe, libero_spatial_no_noops, libero_object_no_noops, libero_goal_no_noops, libero_10_no_noops,
   libero_4_task_suites_no_noops, aloha1_fold_shorts_20_demos, aloha1_fold_shirt_30_demos, aloha1_scoop_X_into_bowl_45_demos,
   aloha1_put_X_into_pot_300_demos]
instruction: {needed: true, features: [language_instruction, observation/natural_language_instruction, observation/language_instruction], lowers: true}
views:
  - {slot: image_primary, role: image.primary, required: true, missing: black}
  - {slot: image_wrist, role: image.wrist, required: false, missing: black}
image: {height: 224, width: 224, resize: squash, filter: lanczos3, crop: 0.9}
proprio: {dimensions: 8, encoding: "pose as position and three angles, then two finger positions"}
action: {dimensions: [7], kind: delta, gripper: {range: [0, 1], open: 1, mode: binary}}
tail: drop
normalisation: {kind: quantiles, epsilon: 1e-8, clip: 1, gripper: false, constant: zero, spans_all_splits: true}
statistics: {schema: openvla, file: dataset_statistics.json}
filters: {skips_unlabelled: true}
chunk: 8
validation_splits: [val]
frame: base
trains_on_last_step: true
facts:
  - states: A chunk is eight actions for LIBERO, twenty-five for ALOHA and five for Bridge, chosen by the words on the command line; without one of them it is LIBERO.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/constants.py:26-61"
  - states: Episodes are not padded. Of T steps the first T - 7 start a chunk; the observations of the last 7 are never used, and an episode of 7 steps or fewer yields nothing.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/traj_transforms.py:25-55"
  - states: "Only a split called `val` is used for validation, and nothing is held out of `train` without one."
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/dataset.py:234"
  - states: A dataset whose name is not in the two tables, of configurations and of transforms, raises KeyError until it is added to both.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/oxe/materialize.py:31"
  - states: Instructions are lower-cased and not stripped, and episodes without any are left out.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/datasets.py:40, 134"
  - states: A dimension whose minimum equals its maximum becomes 0, masked or not.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/utils/data_utils.py:86-90"
  - states: Statistics are taken over all splits, validation included.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/dataset.py:208-221"
  - states: The primary and the wrist camera are loaded; one that the table does not name becomes a black picture.
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/datasets.py:119; moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/oxe/configs.py:645-651"
  - states: "Proprioception is eight numbers: six of the pose and two of the fingers, without a padding slot between."
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/constants.py:29; moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/oxe/configs.py:648; moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/oxe/transforms.py:839-840"
  - states: "No-operation steps are removed when LIBERO is replayed, before it becomes RLDS: the arm's norm below 1e-4, and the gripper as in the last step that was kept."
    evidence: "moojink/openvla-oft @ 213c5ff, experiments/robot/libero/regenerate_libero_dataset.py:46-68, 139-143"

"""####,
    "Rules/targets/openvla.yaml": ####"""
name: openvla
summary: >
  OpenVLA: one third-person camera and one instruction in, seven action tokens out; reads RLDS through dlimp and the Open X-Embodiment transforms.
containers: [rlds]
required_features: [observation, action, is_first, is_last, is_terminal]
transforms: openvla
registered:
  [bridge_oxe, bridge_orig, bridge_dataset, ppgm, ppgm_static, ppgm_wrist, fractal20220817_data, kuka, taco_play, jaco_play,
   berkeley_cable_routing, roboturk, nyu_door_opening_surprising_effectiveness, viola, berkeley_autolab_ur5, toto, language_table,
   columbia_cairlab_pusht_real, stanford_kuka_multimodal_dataset_converted_externally_to_rlds,
   nyu_rot_dataset_converted_externally_to_rlds, stanford_hydra_dataset_converted_externally_to_rlds,
   austin_buds_dataset_converted_externally_to_rlds, nyu_franka_play_dataset_converted_externally_to_rlds,
   maniskill_dataset_converted_externally_to_rlds, furniture_bench_dataset_converted_externally_to_rlds,
   cmu_franka_exploration_dataset_converted_externally_to_rlds, ucsd_kitchen_dataset_converted_externally_to_rlds,
   ucsd_pick_and_place_dataset_converted_externally_to_rlds, austin_sailor_dataset_converted_externally_to_rlds,
   austin_sirius_dataset_converted_externally_to_rlds, bc_z, utokyo_pr2_opening_fridge_converted_externally_to_rlds,
   utokyo_pr2_tabletop_manipulation_converted_externally_to_rlds, utokyo_xarm_pick_and_place_converted_externally_to_rlds,
   utokyo_xarm_bimanual_converted_externally_to_rlds, robo_net, berkeley_mvp_converted_externally_to_rlds,
   berkeley_rpt_converted_externally_to_rlds, kaist_nonprehensile_converted_externally_to_rlds,
   stanford_mask_vit_converted_externally_to_rlds, tokyo_u_lsmo_converted_externally_to_rlds, dlr_sara_pour_converted_externally_to_rlds,
   dlr_sara_grid_clamp_converted_externally_to_rlds, dlr_edan_shared_control_converted_externally_to_rlds,
   asu_table_top_converted_externally_to_rlds, stanford_robocook_converted_externally_to_rlds, imperialcollege_sawyer_wrist_cam,
   iamlab_cmu_pickup_insert_converted_externally_to_rlds, uiuc_d3field, utaustin_mutex, berkeley_fanuc_manipulation, cmu_playing_with_food,
   cmu_play_fusion, cmu_stretch, berkeley_gnm_recon, berkeley_gnm_cory_hall, berkeley_gnm_sac_son, droid, fmb_dataset, dobbe, roboset,
   rh20t, tdroid_carrot_in_bowl, tdroid_pour_corn_in_pot, tdroid_flip_pot_upright, tdroid_move_object_onto_plate, tdroid_knock_object_over,
   tdroid_cover_object_with_towel, droid_wipe, libero_spatial_no_noops, libero_object_no_noops, libero_goal_no_noops, libero_10_no_noops]
instruction: {needed: true, features: [language_instruction, observation/natural_language_instruction, observation/language_instruction], lowers: true}
views: [{slot: image_primary, role: image.primary, required: true, missing: black}]
image: {height: 224, width: 224, resize: squash, filter: lanczos3, crop: 0.9}
action: {dimensions: [7], kind: delta, gripper: {range: [0, 1], open: 1, mode: binary}}
normalisation: {kind: quantiles, epsilon: 1e-8, clip: 1, gripper: false, constant: zero, spans_all_splits: true}
statistics: {schema: openvla, file: dataset_statistics.json}
filters: {skips_unlabelled: true}
minimum_steps: 3
chunk: 1
tail: zero-deltas
validation_splits: [val]
held_out_share: 0.05
frame: base
codec: {name: openvla}
trains_on_last_step: true
facts:
  - states: "`observation`, `action` and `language_instruction` must be there after the dataset's transform, and `action` is cast to float32."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/dataset.py:127-140, 185"
  - states: A dataset whose name is not in the two tables, of configurations and of transforms, raises KeyError until it is added to both.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/materialize.py:31, 70; only ValueError is caught there, line 128"
  - states: Seven end-effector dimensions (or ten with a six-number rotation) are accepted; joint actions are skipped with a warning, and a width that does not match the mask raises.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/materialize.py:32-42; openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/dataset.py:189-194, 225-230"
  - states: "The instruction is read per step, lower-cased and not stripped; one that stands only beside `steps` is not seen."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/datasets.py:42; openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/dataset.py:175-180"
  - states: Episodes in which no step has an instruction are left out.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/datasets.py:105; openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/dataset.py:301-305"
  - states: One camera is loaded, resized to 224 x 224 whatever its aspect; one that the table does not name becomes a black picture. Augmentation crops to 90 % of the area.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/datasets.py:95, 122-124; openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/dataset.py:145-149; openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/obs_transforms.py:66-75"
  - states: "Action dimensions are scaled by their 1 % and 99 % quantiles and clipped to [-1, 1]; the gripper is left as it is."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/utils/data_utils.py:76-93; openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/materialize.py:37-39"
  - states: "A dimension whose minimum equals its maximum becomes 0, the gripper too, although it is masked: one that is always open (1) is trained as closed (0)."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/utils/data_utils.py:95-99"
  - states: Statistics are taken over all splits, validation included, after the transform and before any filter.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/dataset.py:208-221"
  - states: Each scaled value becomes one of the ids 31744 to 31999, downwards as the value rises; decoding gives the bin's centre, at most range/510 away.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/action_tokenizer.py:31-32, 38-47, 65-68"
  - states: "`val` is used for validation if there is a split of that name; otherwise the last 5 % of `train` are. Splits called validation or test are not read."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/dataset.py:234-237"
  - states: is_last is never looked at, so the action of the last step is trained on whatever it holds.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/dataset.py:131-187, in which no step flag is named"
  - states: Bridge's transform drops the first step, relabels the arm's actions with differences of successive states, and drops the last; an episode of two steps vanishes.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:61-86; openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/utils/data_utils.py:166-172"
  - states: "For `droid` alone, steps are left out whose six arm dimensions lie within 1e-5 of a scaled zero, with quantiles of DROID written in the code; a step that only moves the gripper is left out as well."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/utils/droid_utils.py:151-178; openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/configs.py:533-547"

"""####,
    "Rules/targets/pi0-fast.yaml": ####"""
name: pi0-fast
summary: >
  pi0-FAST as openpi trains it on DROID in RLDS: chunks of sixteen joint targets as tokens of a cosine transform, one of two outside cameras and the wrist's.
containers: [rlds]
transforms: openpi
registered: [droid]
required_features:
  [observation/exterior_image_1_left, observation/exterior_image_2_left, observation/wrist_image_left, observation/joint_position,
   observation/gripper_position, action_dict/joint_position, action_dict/gripper_position, action, language_instruction,
   language_instruction_2, language_instruction_3]
instruction:
  {needed: true, features: [language_instruction], alternatives: [language_instruction_2, language_instruction_3], lowers: true, strips: true,
   maximum_tokens: 180}
views:
  - {slot: base_0_rgb, role: image.primary, required: true, missing: fails}
  - {slot: wrist_0_rgb, role: image.wrist, required: true, missing: fails}
image: {height: 224, width: 224, resize: letterbox, filter: bilinear, crop: 0.9025}
proprio: {dimensions: 8, encoding: "seven joints and the gripper"}
action: {dimensions: [8], relative_to_state: true, joint_kind: absolute, gripper: {range: [0, 1], open: 0, mode: continuous}}
normalisation: {kind: quantiles, epsilon: 1e-6, gripper: true, constant: minus-one}
statistics: {schema: openpi, file: norm_stats.json}
filters: {idle: openpi-droid, success_pattern: ".*success.*"}
chunk: 16
tail: repeat-last
control_hz: [15, 15]
trains_on_last_step: true
facts:
  - states: "The RLDS reader knows DROID alone: the names of its features are written in the code, and another layout raises."
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/training/droid_rlds_dataset.py:115-169; Physical-Intelligence/openpi @ 15a9616, src/openpi/training/data_loader.py:161"
  - states: "Only the split `train` is read, and of it the episodes whose path holds `success`."
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/training/droid_rlds_dataset.py:68-77"
  - states: The label is the commanded joint position and the gripper's, which become differences to the state at the chunk's start but for the gripper.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/training/droid_rlds_dataset.py:118-128; Physical-Intelligence/openpi @ 15a9616, src/openpi/training/config.py:403-409"
  - states: "Steps are kept that a published list of ranges names: idle runs of seven or more are cut out (no change of any commanded joint velocity by 1e-3), ranges under sixteen too, and the last ten of each range."
    evidence: "Physical-Intelligence/openpi @ 15a9616, examples/droid/compute_droid_nonidle_ranges.py:36-95; Physical-Intelligence/openpi @ 15a9616, src/openpi/training/droid_rlds_dataset.py:145-156, 199-203"
  - states: A chunk is sixteen actions of eight dimensions; the end of an episode repeats its last action.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/training/config.py:835-845; Physical-Intelligence/openpi @ 15a9616, src/openpi/training/droid_rlds_dataset.py:173-192"
  - states: One of three instructions is drawn at random, empty ones included.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/training/droid_rlds_dataset.py:138-140"
  - states: The instruction is lower-cased and stripped; prompt, state and action tokens share 180 tokens, and what is cut off are action tokens.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/models/tokenizer.py:67, 93, 107-112; Physical-Intelligence/openpi @ 15a9616, src/openpi/training/config.py:839"
  - states: One of the two outside cameras is drawn at random; the third picture is black and not masked.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/training/droid_rlds_dataset.py:131-136; Physical-Intelligence/openpi @ 15a9616, src/openpi/policies/droid_policy.py:52-56"
  - states: Numbers are scaled by their 1 % and 99 % quantiles, the gripper too, and never clipped.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/training/config.py:187; Physical-Intelligence/openpi @ 15a9616, src/openpi/transforms.py:141-145"

"""####,
    "Rules/targets/pi0.yaml": ####"""
name: pi0
summary: >
  pi0 in openpi: flow matching over chunks of fifty actions, up to three cameras with a mask, 32 state and action dimensions; fine-tuned on LeRobot data.
containers: [lerobot]
instruction: {needed: true, features: [language_instruction, observation/natural_language_instruction], strips: true, maximum_tokens: 48, maximum_words: 35}
views:
  - {slot: base_0_rgb, role: image.primary, required: true, missing: fails}
  - {slot: left_wrist_0_rgb, role: image.wrist, required: false, missing: masked}
  - {slot: right_wrist_0_rgb, role: image.right.wrist, required: false, missing: masked}
image: {height: 224, width: 224, resize: letterbox, filter: bilinear, crop: 0.9025}
proprio: {dimensions: 32, padded: true}
action: {padded_to: 32, relative_to_state: true, joint_kind: absolute, gripper: {range: [0, 1], open: 0, mode: continuous}}
normalisation: {kind: mean-std, epsilon: 1e-6, gripper: true, constant: zero}
statistics: {schema: openpi, file: norm_stats.json}
chunk: 50
tail: repeat-last
trains_on_last_step: true
facts:
  - states: Datasets are read in LeRobot's format; the RLDS reader knows DROID alone.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/training/data_loader.py:161"
  - states: State and action are padded with zeros to 32 dimensions.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/models/pi0_config.py:25; Physical-Intelligence/openpi @ 15a9616, src/openpi/transforms.py:328-337"
  - states: A chunk is fifty actions unless the configuration says otherwise.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/models/pi0_config.py:26"
  - states: Absolute joint labels become differences to the state at the start of their chunk, the grippers stay absolute.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/transforms.py:204-222; Physical-Intelligence/openpi @ 15a9616, src/openpi/training/config.py:403-409"
  - states: Numbers are scaled by mean and standard deviation, the gripper too, and never clipped.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/training/config.py:187; Physical-Intelligence/openpi @ 15a9616, src/openpi/transforms.py:137-139"
  - states: "Statistics are taken after the labels have become differences, over chunks: those of single steps cannot stand for them."
    evidence: "Physical-Intelligence/openpi @ 15a9616, scripts/compute_norm_stats.py:60-76, 102-109"
  - states: Pictures keep their aspect in 224 x 224 with black bars; augmentation crops the base camera to 95 % of either side.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/shared/image_tools.py:13-52; Physical-Intelligence/openpi @ 15a9616, src/openpi/models/model.py:176"
  - states: The instruction is stripped, underscores and line ends become spaces, and it is cut at 48 tokens.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/models/tokenizer.py:23, 33, 45; Physical-Intelligence/openpi @ 15a9616, src/openpi/models/pi0_config.py:39"
  - states: Of grippers the model's action space says 0 open, 1 closed.
    evidence: "Physical-Intelligence/openpi @ 15a9616, docs/norm_stats.md:66"

"""####,
    "Rules/targets/pi05.yaml": ####"""
name: pi05
summary: >
  pi0.5 in openpi: as pi0, with the state written into the prompt as numbers of 256 bins, quantiles for scaling, and a prompt of 200 tokens.
containers: [lerobot]
instruction: {needed: true, features: [language_instruction, observation/natural_language_instruction], strips: true, maximum_tokens: 200}
views:
  - {slot: base_0_rgb, role: image.primary, required: true, missing: fails}
  - {slot: left_wrist_0_rgb, role: image.wrist, required: false, missing: masked}
  - {slot: right_wrist_0_rgb, role: image.right.wrist, required: false, missing: masked}
image: {height: 224, width: 224, resize: letterbox, filter: bilinear, crop: 0.9025}
proprio: {dimensions: 32, padded: true}
action: {padded_to: 32, relative_to_state: true, joint_kind: absolute, gripper: {range: [0, 1], open: 0, mode: continuous}}
normalisation: {kind: quantiles, epsilon: 1e-6, gripper: true, constant: minus-one}
statistics: {schema: openpi, file: norm_stats.json}
chunk: 50
tail: repeat-last
trains_on_last_step: true
facts:
  - states: Datasets are read in LeRobot's format; the RLDS reader knows DROID alone.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/training/data_loader.py:161"
  - states: "Numbers are scaled by their 1 % and 99 % quantiles, the gripper too, and never clipped: a dimension that is constant but for a blip gives large numbers."
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/training/config.py:187; Physical-Intelligence/openpi @ 15a9616, src/openpi/transforms.py:141-145"
  - states: "The state is cut into 256 bins of [-1, 1] and written into the prompt; what lies below becomes the number -1, what lies above 255."
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/models/tokenizer.py:24-29"
  - states: The prompt, state included, is cut at 200 tokens.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/models/tokenizer.py:45; Physical-Intelligence/openpi @ 15a9616, src/openpi/models/pi0_config.py:39"
  - states: State and action are padded with zeros to 32 dimensions; a chunk is fifty actions unless the configuration says otherwise, sixteen for DROID.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/models/pi0_config.py:25-26; Physical-Intelligence/openpi @ 15a9616, src/openpi/training/config.py:866-870"
  - states: Absolute joint labels become differences to the state at the start of their chunk.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/training/config.py:403-409"
  - states: Of grippers the model's action space says 0 open, 1 closed.
    evidence: "Physical-Intelligence/openpi @ 15a9616, docs/norm_stats.md:66"

"""####,
    "Rules/targets/rt1.yaml": ####"""
name: rt1
summary: >
  RT-1 and RT-1-X: six or fifteen pictures and an embedded instruction in, eleven action tokens out. The network and its tokens are public, the training loader is not.
containers: [rlds]
paper_level: true
instruction: {needed: true, features: [observation/natural_language_instruction, language_instruction]}
views: [{slot: image, role: image.primary, required: true, missing: fails}]
image: {height: 300, width: 300, resize: squash, filter: bilinear}
action: {kind: delta, gripper: {range: [-1, 1], open: -1, mode: continuous}}
chunk: 1
control_hz: [3, 3]
frame: base
codec: {name: rt1, low: [-1, -1, -1, -1.5707963267948966, -1.5707963267948966, -1.5707963267948966, -1], high: [1, 1, 1, 1.5707963267948966, 1.5707963267948966, 1.5707963267948966, 1]}
trains_on_last_step: true
facts:
  - states: "Labels are cut to fixed bounds, not scaled by statistics: translation to 1 (RT-1-X: 2), rotation to a quarter turn, gripper closedness to 1."
    evidence: "google-deepmind/open_x_embodiment @ 9eeb68b, models/rt1.py:257-261, 293-302"
  - states: The comment beside it says half a turn; the code cuts rotations at a quarter.
    evidence: "google-deepmind/open_x_embodiment @ 9eeb68b, models/rt1.py:271, 295"
  - states: A token is 255 times the share of the range, truncated; reading it back gives its lower edge, one-sided by up to range/255.
    evidence: "google-research/robotics_transformer @ 4569641, tokenizers/action_tokenizer.py:119-123, 152"
  - states: terminate_episode is one of three and must sum to one, or the tokeniser asserts.
    evidence: "google-research/robotics_transformer @ 4569641, tokenizers/action_tokenizer.py:109-117"
  - states: Gripper closedness is positive to close.
    evidence: "google-deepmind/open_x_embodiment @ 9eeb68b, models/rt1.py:272"
  - states: The instruction arrives as a vector of 512 numbers, natural_language_embedding, not as text.
    evidence: "google-research/robotics_transformer @ 4569641, transformer_network.py:651-653"
  - states: The network of RT-1-X takes 300 x 300 pictures.
    evidence: "google-deepmind/open_x_embodiment @ 9eeb68b, models/rt1.py:151-153; google-deepmind/open_x_embodiment @ 9eeb68b, models/rt1_inference_example.py:130"
  - states: RT-1 cuts squares of 472 out of 512 x 640 pictures; where it pads first, it knows heights of 512 and 256 alone and raises at others.
    evidence: "google-research/robotics_transformer @ 4569641, film_efficientnet/preprocessors.py:21, 58-70"
  - states: The agent looks at six steps by default.
    evidence: "google-research/robotics_transformer @ 4569641, sequence_agent.py:79"

"""####,
    "Rules/targets/rt2.yaml": ####"""
name: rt2
summary: >
  RT-2: known from its paper alone, no loader is public. Whatever rests on this target is at most a warning.
paper_level: true
containers: [rlds]
instruction: {needed: true, features: [language_instruction, observation/natural_language_instruction]}
views: [{slot: image, role: image.primary, required: true, missing: fails}]
action: {kind: delta}
chunk: 1
control_hz: [1, 5]
trains_on_last_step: true
facts:
  - states: "An action is eight numbers: whether to end the episode, three of translation, three of rotation and the gripper's extension, each but the first cut into 256 uniform bins."
    evidence: "Brohan et al. 2023, RT-2: Vision-Language-Action Models Transfer Web Knowledge to Robotic Control, section 3.2 (arXiv:2307.15818)"
  - states: The largest model runs at 1 to 3 Hz, the smaller one at about 5 Hz.
    evidence: the same, section 3.3

"""####,
    "Rules/time/control-rate.yaml": ####"""
id: time/control-rate
since: 0.1
confidence: certain
states: The data was recorded at a rate that the target is made for.
found: "The control rate is {rate} ({source}); {whose} is {range}."
measured: "the control rate is {rate} ({source}), within {range}: {whose}"
why: >
  Chunk lengths, smoothing and the size of one action all assume a rate. Data at 3 or at 200 Hz can be trained on, but the policy must be run at
  the same rate, and a chunk then spans another stretch of time than in the model's own training.
fix: >
  Run the policy at the data's rate, or resample the data and compute its labels again.
scope: dataset
metric: time.control-rate
levels:
  - {severity: info, require: {at_most: 0 Hz}}
examples: {clean: [twenty-hertz], defect: [with-timestamps]}

"""####,
    "Rules/time/drift.yaml": ####"""
id: time/drift
since: 0.1
confidence: strong
states: Clocks keep the declared rate, and each other's, to within {limit}.
found: "In {count} of {total} {noun} a clock drifts; in {worst.episode} {worst.message} by {worst.value}."
measured: "no clock drifts by more than {worst.value}"
why: >
  A drift is small at the start of an episode and large at its end: 5,000 ppm are a quarter of a second after 50. Late steps pair pictures with
  the wrong states, and only long episodes show it.
fix: >
  Use one clock for all streams or synchronise the machines (PTP). A fixed ratio can be undone by rescaling the stamps of the stream and
  pairing again.
metric: time.drift
per: episode
levels:
  - {severity: error, require: {at_most: 5000 ppm}}
  - {severity: warning, require: {at_most: 500 ppm}}
explained_by: [time/monotonic, time/gaps, time/jitter, time/rate, time/sync]
examples: {clean: [with-timestamps], defect: [clock-runs-slow, force-drifts]}
references: ["Least-squares slope per episode; told only where √(2 ln 2000n) standard errors stay within 400 ppm, for the episode and for the median of all: simulated clean clocks (white, correlated, walking; 30 to 300 steps) gave 0 false alarms in 20,000 episodes each"]

"""####,
    "Rules/time/gaps.yaml": ####"""
id: time/gaps
since: 0.1
confidence: certain
states: No two stamps lie further apart than {limit} periods.
found: "{count} of {total} {noun} have a hole; in {worst.episode} nothing was recorded for {worst.value} the usual distance before step {worst.step} ({worst.feature})."
measured: "the longest distance between two stamps is {worst.value} the usual one"
why: >
  Across a hole the arm moves on unseen. The label there is a jump that no controller makes in one step, and the picture before it does not show
  what the label answers to.
fix: >
  Cut the episode at the hole or drop it. Look for what stopped the recorder: a full disk, a camera that reconnected, garbage collection.
metric: time.gaps
per: episode
levels:
  - {severity: error, require: {at_most: 3}}
  - {severity: warning, require: {at_most: 1.5}}
explained_by: [time/monotonic, time/jitter]
examples: {clean: [with-timestamps], defect: [hole-in-recording]}
references: ["Against the episode's own median distance; for streams that hold or resample, against their 90th percentile."]

"""####,
    "Rules/time/jitter.yaml": ####"""
id: time/jitter
since: 0.1
confidence: strong
states: The distances between stamps scatter by no more than {limit} of a period.
found: "{count} of {total} {noun} have an uneven clock; in {worst.episode} the distances scatter by {worst.value} of a period (typical: {typical})."
measured: "distances between stamps scatter by {typical} of a period, {worst.value} in the worst episode"
why: >
  Labels are differences over one step. When steps last anything between half a period and two, equal motions get unequal labels and the policy
  learns the recorder's load instead of the task.
fix: >
  Record in a real-time loop or stamp in hardware, then resample positions to an even grid before computing labels.
metric: time.jitter
per: episode
levels:
  - {severity: error, require: {at_most: 0.5}}
  - {severity: warning, require: {at_most: 0.2}}
explained_by: [time/monotonic, time/gaps]
examples: {clean: [with-timestamps], defect: [clock-jitters]}
references: ["sd(dt)/T over an episode of 21 stamps and more; distances beyond 3 T are left to time/gaps. A jitter j of single stamps gives 1.41 j/T."]

"""####,
    "Rules/time/monotonic.yaml": ####"""
id: time/monotonic
since: 0.1
confidence: certain
states: Every clock runs forward.
found: "In {count} of {total} {noun} a clock does not advance. In {worst.episode}, {worst.message}."
measured: "the clocks ({clocks}) run forward in all {total} episodes"
why: >
  A stamp that repeats or goes back means that samples were reordered, doubled or stamped by two clocks. Whatever is aligned by time
  (pictures, forces, actions) is then aligned wrongly around it.
fix: >
  Stamp samples when they are taken, with a monotonic clock, and sort by stamp before writing. Streams that hold their last sample may repeat
  its stamp; the main clock may not.
metric: time.monotonic
per: episode
levels:
  - {severity: error, require: {at_most: 0}}
examples: {clean: [with-timestamps], defect: [clock-steps-back]}

"""####,
    "Rules/time/rate.yaml": ####"""
id: time/rate
since: 0.1
confidence: certain
states: Stamps come at the declared control rate to within {limit}.
found: "{count} of {total} {noun} run at another rate than declared: {rate}, declared {declared}. {worst.episode} is off by {worst.value} ({worst.message})."
measured: "{rate}, declared {declared}; the furthest episode is off by {worst.value}"
why: >
  A policy learns how far to move in one period. If the data was recorded at another rate than the robot will run at, every motion comes out
  too fast or too slow by that factor.
fix: >
  Declare the rate that the stamps show, or resample the data to the declared one. When all stamps are off by 1,000 or 1,000,000, declare their
  unit (timestamp_unit) instead.
metric: time.rate
per: episode
levels:
  - {severity: error, require: {at_most: 5%}}
  - {severity: warning, require: {at_most: 2%}}
explained_by: [time/monotonic]
examples: {clean: [with-timestamps], defect: [declared-rate-wrong]}

"""####,
    "Rules/time/streams.yaml": ####"""
id: time/streams
since: 0.1
confidence: certain
states: Every stream that is declared to need timestamps has them.
found: "{count} of {total} required {noun} carry no timestamps; for one: {worst.message}."
measured: "all {total} required streams carry timestamps"
why: >
  Synchrony can only be checked between stamps. Where a contract asks for it, a stream without stamps is a stream that was not checked.
fix: >
  Record one stamp a sample, write it as a feature of its own (float64 with encoding bytes, or int64 nanoseconds), and bind it in cupel.yaml
  to timestamp.<stream>.
scope: dataset
metric: time.streams
levels:
  - {severity: error, require: {at_most: 0}}
examples: {clean: [with-required-stream], defect: [required-stream-unstamped]}

"""####,
    "Rules/time/sync.yaml": ####"""
id: time/sync
since: 0.1
confidence: certain
states: What stands in one step was sampled within {limit} of a control period.
found: "In {count} of {total} {noun} two streams are out of step; worst in {worst.episode}: {worst.message} (95th percentile)."
measured: "streams ({clocks}) are within {worst.value} of a control period of each other"
why: >
  A step says that picture, state and force belong together. When one stream is a period late, the policy learns to act on the past, and on
  the robot, where nothing is late, it acts too early.
fix: >
  Pair samples by their stamps instead of by their order of arrival. If a stream is late by a constant, shift it; if clocks of two machines
  disagree, synchronise them (PTP, NTP) and record again.
metric: time.sync
per: episode
levels:
  - {severity: error, require: {at_most: 1}}
  - {severity: warning, require: {at_most: 0.5}}
explained_by: [time/monotonic, time/gaps]
examples: {clean: [with-timestamps], defect: [force-late]}
references: ["95th percentile over steps of the distance of two streams' stamps in the same step, over the longer of the control period and the streams' own"]

"""####,
    "Rules/time/synthetic.yaml": ####"""
id: time/synthetic
since: 0.1
confidence: certain
states: Timestamps were measured, not computed from the step index.
found: "In {count} of {total} {noun} the stamps of {clock} lie on a perfect grid: they prove nothing about timing."
measured: "stamps scatter as measured ones do"
why: >
  Converters often write step / rate. Such stamps pass every check on rate, jitter, gaps and drift because they were made to. Whether the
  streams were in step when recorded cannot be learned from them.
fix: >
  Carry the recorder's own stamps through the conversion, one for each stream.
metric: time.synthetic
per: episode
levels:
  - {severity: info, require: {at_most: 0}}
examples: {clean: [with-timestamps], defect: [perfect-grid]}
references: ["LeRobot computes timestamps as frame_index / fps"]

"""####,
    "Rules/tokens/round-trip.yaml": ####"""
id: tokens/round-trip
since: 0.1
confidence: certain
states: Encoding and decoding loses at most {limit} of a dimension's range inside the codec's bounds, and no more values lie outside than the bounds promise.
found: "Decoded actions are off by up to {worst.value} of the range, at step {worst.step} of {worst.episode} in {worst.feature}; the codec ({codec}) may lose {bound}. Looked at: {source}; {advice}."
measured: "decoded actions are off by at most {worst.value} of the range ({source}; {codec})"
why: >
  A policy that predicts tokens can be no better than its codec. Tokens made with other bounds, another bin count or another first id decode to
  actions that nobody recorded.
fix: >
  Encode again with the codec and the bounds that the decoder uses, and store the bounds with the tokens.
metric: tokens.error
per: episode
levels:
  - {severity: error, require: {at_most: "{tokens.bound}"}}
  - severity: error
    require: {at_most: "{tokens.bound}"}
    metric: tokens.pair
    found: "The declared encode and decode lose up to {supremum} of the range ({supremum.bins} bins), where {bound} is what such a codec may: {advice}."
  - severity: error
    require: {at_most: 0}
    metric: tokens.foreign
    found: "{count} of {total} {noun} hold token ids outside the codec's block ({codec}); {worst.episode} has {worst.value} of them."
  - severity: error
    require: {at_most: 4%}
    metric: tokens.clipped
    found: "{worst.value} of the values of {worst.feature} lie outside the codec's bounds: they are stale or belong to other data."
explained_by: [schema/finite]
examples: {clean: [with-tokens, declared-pair], defect: [tokens-off-by-one, tokens-mirrored, stale-bounds, floor-255-read-as-256]}
references:
  - "OpenVLA 1/510 of the range, 256 midpoints 1/512, RT-1 (edges read back) 1/255. floor(255 u) read back as (b + 0.5) / 256 is off by up to 1.5 / 256."
  - "Bounds at the 1st and 99th percentile leave 2 % of the values outside by construction; 4 % is twice that."

"""####,
    "": "",
  ]
}
