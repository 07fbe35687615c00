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
html { scroll-padding-top: 4.5rem; }
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
button, input[type="search"], select {
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
.reasons { margin-top: 0.7rem; max-width: 56rem; }
.reasons li { padding-left: 0.9rem; border-left: 2px solid var(--tone); margin-top: 0.35rem; }
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
.verdict .notes { padding: 0 1.6rem 1.1rem 2.7rem; font-size: 0.875rem; color: var(--quiet); }

/* ---- Sections ---- */

.part { margin-top: 2.6rem; }
.part > .heading { display: flex; align-items: baseline; gap: 0.6rem; padding-bottom: 0.45rem; border-bottom: 1px solid var(--strong-line); margin-bottom: 1rem; }
.heading h2, .heading h3 { font-size: 1.1875rem; letter-spacing: -0.005em; }
.heading .amount { color: var(--quiet); font-size: 0.875rem; }
.part > .remark, .cut { color: var(--quiet); font-size: 0.875rem; max-width: 50rem; margin-bottom: 0.9rem; }
* + .run { margin-top: 2rem; }
.run + .run { margin-top: 4rem; padding-top: 2rem; border-top: 3px double var(--strong-line); }

/* ---- Filter ---- */

.filter {
  display: flex;
  flex-wrap: wrap;
  gap: 0.45rem 0.75rem;
  align-items: center;
  margin-top: 1.6rem;
  font-size: 0.8125rem;
  position: sticky;
  top: 0;
  z-index: 1;
  padding: 0.55rem 0;
  background: var(--ground);
}
.filter[hidden] { display: none; }
.filter label { display: inline-flex; gap: 0.35rem; align-items: center; color: var(--quiet); }
.filter input[type="search"] { width: 8.5rem; }
.filter select { max-width: 6.2rem; }
.filter output { color: var(--quiet); }
.filter output:empty { display: none; }
:is(section, article, div, tr, span, details, li)[hidden] { display: none; }

/* ---- A failure ---- */

.card { background: var(--surface); border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 5px; margin-bottom: 1rem; }
:is(.card, .result, tr, .chip, figure, .methods > div):target { outline: 2px solid var(--link); outline-offset: 1px; }
.card > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.15rem 0.9rem; padding: 0.8rem 1.2rem 0; }
.card .rule { font-size: 1rem; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.5rem; }
.card .rule .sign { color: var(--tone); align-self: center; }
.card :is(.rule, .scope-name) a { color: inherit; text-decoration: none; }
.card :is(.rule, .scope-name) a:hover { text-decoration: underline; }
.card .scope { font-weight: 400; color: var(--quiet); }
.card .traits { color: var(--quiet); font-size: 0.8125rem; }
.card .traits b { color: var(--tone); font-weight: 650; }
.result + .result { border-top: 1px solid var(--strong-line); }
.scope-name { padding: 0.7rem 1.2rem 0; font-size: 0.9063rem; }
.scope-name + .found { padding-top: 0.1rem; }
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
.show { padding: 0.6rem 1.2rem; border-top: 1px solid var(--line); font-size: 0.875rem; }
.advice { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 0.6rem 2rem; padding: 0.8rem 1.2rem 0.9rem; border-top: 1px solid var(--line); font-size: 0.9063rem; }
.advice p { max-width: 44rem; }
.advice b { display: block; font-weight: 500; color: var(--quiet); font-size: 0.8125rem; }
.card details { border-top: 1px solid var(--line); }
summary { cursor: pointer; padding: 0.55rem 1.2rem; font-size: 0.875rem; }
summary:hover { color: var(--link); }
summary::marker { color: var(--quiet); }
.card details > .inside { padding: 0 1.2rem 0.9rem; }
.card .card { border-color: var(--line); border-left-color: var(--strong-line); margin: 0.6rem 0 0; background: none; }
.cut.inside { padding: 0 1.2rem; }
.consequences > summary { background: var(--sunken); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1rem 1.6rem; padding: 0.9rem 1.2rem; border-top: 1px solid var(--line); }
.figures.open { padding: 0.4rem 0 0.6rem; border-top: 0; }
.figures.open figure { background: var(--surface); border: 1px solid var(--line); border-radius: 5px; padding: 0.8rem 1rem; }
figure { min-width: 0; }
.figure-title { font-size: 0.875rem; font-weight: 600; margin-bottom: 0.3rem; }
figcaption { font-size: 0.8125rem; color: var(--quiet); margin-top: 0.3rem; }
.card details > .figures { border-top: 0; padding-top: 0; }
.card details.numbers, .numbers { border-top: 0; }
.numbers > summary { padding: 0.2rem 0; font-size: 0.8125rem; color: var(--quiet); }
.scroll { max-height: 18rem; overflow: auto; }

/* ---- Figures ---- */

/* Two series: dark blue drawn whole, ochre drawn dashed. */
:root {
  --series-a: light-dark(#1f5f99, #7db7ea);
  --series-b: light-dark(#a8560a, #f0a95c);
}
figure:has(> .f-multiples, > .f-views, > .f-pairs) { grid-column: 1 / -1; }
.plot { display: block; width: 100%; max-width: 33rem; height: auto; }
.plot text { font: 10.5px var(--sans); fill: var(--ink); font-variant-numeric: tabular-nums; }
.plot .f-tick, .plot .f-title { fill: var(--quiet); font-size: 10px; }
.plot .f-strong { font-weight: 600; }
.f-multiples { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(11rem, 100%), 1fr)); gap: 0.5rem 1rem; }
@media (max-width: 44rem) { .f-multiples { grid-template-columns: repeat(auto-fill, minmax(min(8.25rem, 100%), 1fr)); gap: 0.4rem 0.6rem; } }
.f-pairs { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr)); gap: 0.5rem 1rem; }
.f-a { --series: var(--series-a); }
.f-b { --series: var(--series-b); }
.f-line, .f-range { fill: none; stroke: var(--series); stroke-width: 1.6; stroke-linejoin: round; stroke-linecap: round; }
.f-line.f-b, .f-range.f-b { stroke-dasharray: 5 3; }
.f-range { stroke-width: 2.2; }
.f-area { fill: var(--series); fill-opacity: 0.75; }
.f-inner { fill: var(--ink); fill-opacity: 0.55; }
.f-dot { fill: var(--series); }
.f-ring { fill: var(--surface); stroke: var(--series); stroke-width: 1.8; }
.f-grid { fill: none; stroke: var(--line); stroke-width: 1; }
.f-axis, .f-zero { fill: none; stroke: var(--strong-line); stroke-width: 1; }
.f-track { fill: var(--line); }
.f-band { fill: var(--ink); fill-opacity: 0.07; }
.f-quantile { fill: none; stroke: var(--ink); stroke-width: 1.2; }
.f-bound { fill: none; stroke: var(--series-b); stroke-width: 1.8; }
.f-mark { fill: none; stroke: var(--fail); stroke-width: 1.3; }
.f-mark-band { fill: var(--fail); fill-opacity: 0.14; stroke: var(--fail); stroke-width: 1; }
.f-mark-sign { fill: var(--fail); }
.f-limit { fill: none; stroke: var(--fail); stroke-width: 1.3; stroke-dasharray: 2 3; }
.plot .f-limit-word { fill: var(--fail); }
.f-key { display: flex; flex-wrap: wrap; gap: 0.15rem 1.1rem; font-size: 0.8125rem; color: var(--quiet); margin-top: 0.35rem; }
.f-key li { display: flex; align-items: center; gap: 0.4rem; }
.f-sample { flex: none; width: 1.5rem; height: 0.75rem; }
.f-multiples.f-wide { grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); }
.f-views { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(11rem, 45%), 1fr)); gap: 0.4rem 0.6rem; max-width: 60rem; }
.f-gap { fill: none; stroke: var(--fail); stroke-width: 1.3; }
.f-floor { fill: none; stroke: var(--line); stroke-width: 1; }
.f-strip { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0.4rem; max-width: 40rem; }
.f-told { color: var(--tone); font-size: 0.8125rem; font-weight: 600; margin-bottom: 0.3rem; }
.f-edge { fill: none; stroke: var(--tone); stroke-width: 2; }
.pass .f-edge { stroke-width: 1; }
.f-frame-marked .f-edge { stroke-width: 4; }
.f-arrow { fill: none; stroke: #ffd23f; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.f-halo { fill: none; stroke: #000; stroke-opacity: 0.75; stroke-width: 4.5; stroke-linecap: round; stroke-linejoin: round; }
.f-compass { fill: #000; fill-opacity: 0.55; stroke: #fff; stroke-width: 1; }
.turnable[tabindex] { cursor: grab; touch-action: pan-y; }

/* ---- Tables ---- */

table { width: 100%; border-collapse: collapse; font-size: 0.875rem; }
th { text-align: left; font-weight: 500; color: var(--quiet); font-size: 0.8125rem; vertical-align: bottom; padding: 0.35rem 0.8rem 0.35rem 0; border-bottom: 1px solid var(--strong-line); }
td, tbody th { padding: 0.38rem 0.8rem 0.38rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody th { color: inherit; font-size: inherit; font-weight: 500; }
th:last-child, td:last-child { padding-right: 0; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { overflow-wrap: normal; }
.number, th.number { text-align: right; }
td.number, td.word { white-space: nowrap; }
td .sign { color: var(--tone); }
.sheet { background: var(--surface); border: 1px solid var(--line); border-radius: 5px; padding: 0.35rem 1.2rem 0.45rem; }
.coverage { padding: 0.35rem 0; }
.sheet .bar { margin-bottom: 0.5rem; }
th button { all: unset; cursor: pointer; color: inherit; }
th button:hover { text-decoration: underline; }
th button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
th[aria-sort="ascending"] button::after { content: " \2191"; }
th[aria-sort="descending"] button::after { content: " \2193"; }
.gates { table-layout: fixed; }
.gates .c-outcome { width: 8.25rem; }
.gates .c-rule { width: 20%; }
.gates .c-found { width: 38%; }
.outcome { color: var(--tone); white-space: nowrap; }
:is(.gates, .ledger) .source { display: block; color: var(--quiet); font-size: 0.8125rem; }
.gates .line { display: block; }
.gates .line b { font-weight: 600; }
.fold { margin-top: 0.7rem; }
.fold > summary { padding: 0.3rem 0.2rem; }
.sides th[scope="row"] { min-width: 7.5rem; }
.chip { display: inline-block; border: 1px solid var(--line); border-radius: 3px; padding: 0 0.35rem; margin: 0.05rem 0; font-size: 0.8125rem; }
.sub { font-size: 0.9688rem; margin: 1.4rem 0 0.6rem; }

/* ---- Lists of rules ---- */

.family { background: var(--surface); border: 1px solid var(--line); border-radius: 5px; margin-bottom: 0.7rem; }
.family[hidden] { display: none; }
.family > summary { padding: 0.5rem 1.2rem; display: flex; align-items: baseline; gap: 0.8rem; }
.family > summary::-webkit-details-marker { display: none; }
.family > summary::before { content: "▸"; color: var(--quiet); font-size: 0.75rem; }
.family[open] > summary::before { content: "▾"; }
.family > summary :is(h3, h4) { font-size: 0.9375rem; }
.family > .inside { padding: 0 1.2rem 0.35rem; }
.ledger { table-layout: fixed; }
.ledger .c-outcome { width: 7.5rem; }
.ledger .c-rule { width: 22%; }
.ledger .c-value { width: 9.5rem; }
.ledger .c-limit { width: 18%; }
.ledger .scope { display: block; color: var(--quiet); font-size: 0.8125rem; }
.ledger .aside { display: block; color: var(--quiet); }
.methods > div { padding: 0.5rem 0; border-bottom: 1px solid var(--line); font-size: 0.875rem; }
.methods > div:last-child { border-bottom: 0; }
.methods dt { color: inherit; font-size: inherit; font-weight: 500; }
.methods dd { max-width: 60rem; }
.methods .formula { padding: 0.15rem 0.9rem; background: var(--sunken); }
.methods .reference { padding-left: 0.9rem; border-left: 2px solid var(--line); margin: 0.25rem 0; }
.reading { margin-bottom: 0.9rem; padding-top: 0.8rem; padding-bottom: 0.8rem; }
.signatures { display: none; }
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
  .filter { position: static; }
  html { scroll-padding-top: 1rem; }
  .top { flex-wrap: wrap; gap: 0.4rem 1rem; }
  .verdict > .words { padding: 1rem 1rem 0.9rem; }
  .verdict .title { font-size: 1.375rem; }
  .tally { grid-template-columns: repeat(auto-fit, minmax(5.5rem, 1fr)); padding: 0 0.25rem; }
  .tally a, .tally a + a { padding: 0.5rem 0.3rem 0.4rem 0.75rem; }
  .identity { padding: 0.9rem 1rem; grid-template-columns: 1fr; }
  .card > header, .card .found, .scope-name, .show, .advice, summary, .figures { padding-left: 0.9rem; padding-right: 0.9rem; }
  .card details > .inside, .family > .inside { padding-left: 0.9rem; padding-right: 0.9rem; }
  .family > summary { padding: 0.5rem 0.9rem; flex-wrap: wrap; gap: 0 0.6rem; }
  .gate > div, .gate > div:first-child { padding: 0.45rem 0.9rem; border-left: 0; }
  .sheet { padding: 0.2rem 0.9rem; }
  /* Rows become small cards; each cell says its column. */
  .stack thead { display: none; }
  .stack, .stack tbody, .stack tr, .stack td, .stack tbody th { display: block; width: auto; text-align: left; }
  .stack tr { padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
  .stack tbody tr:last-child { border-bottom: 0; }
  .stack tr[hidden] { display: none; }
  .stack td, .stack tbody th { border: 0; padding: 0.05rem 0; }
  .stack td[data-label]::before { content: attr(data-label) " "; color: var(--quiet); font-size: 0.8125rem; }
  .stack td:empty { display: none; }
  .stack :is(td.number, td.word) { white-space: normal; }
  .pairs { grid-template-columns: 1fr; gap: 0; }
  .pairs dd { margin-bottom: 0.5rem; }
}

/* ---- Paper ---- */

@page {
  margin: 16mm 15mm 18mm;
  @bottom-left { content: "{{annex}}"; font: 7pt monospace; color: #555; }
  @bottom-right { content: "page " counter(page) " of " counter(pages); font: 8pt sans-serif; color: #555; }
}
@media print {
  :root, :root[data-theme] { color-scheme: light; --ground: #fff; font-size: 9pt; }
  .page { display: block; max-width: none; padding: 0; }
  nav, .tools, .filter, .skip { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .scroll { max-height: none; overflow: visible; }
  .verdict, .gate, .advice, .family > summary, tr, figure svg, .methods > div, .signatures { break-inside: avoid; }
  .heading, .sub, .card > header, .scope-name, .figure-title, summary { break-after: avoid; }
  thead { display: table-header-group; break-inside: avoid; }
  td, tbody th { padding-top: 0.2rem; padding-bottom: 0.2rem; }
  a { color: inherit; text-decoration: none; }
  .signatures { display: block; margin-top: 14mm; }
  .signatures dl { display: grid; grid-template-columns: 1fr 1fr; gap: 15mm; margin-top: 16mm; }
  .signatures dl > div { border-top: 1px solid; padding-top: 2mm; }
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
  <symbol id="sign-error" viewBox="0 0 16 16"><path d="M4.9 1h6.2L15 4.9v6.2L11.1 15H4.9L1 11.1V4.9z" fill="currentColor"/><path d="M6.1 6.1c.1-1.3 1-1.9 1.9-1.9 1.1 0 1.9.7 1.9 1.7 0 1.5-1.9 1.5-1.9 3m0 2.3v.1" fill="none" stroke="var(--surface)" stroke-width="1.5" stroke-linecap="round"/></symbol>
  <symbol id="sign-pass" viewBox="0 0 16 16"><path d="M3 8.6l3.3 3.3L13 4.6" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"/></symbol>
  <symbol id="sign-none" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" stroke-width="1.3" stroke-dasharray="2.2 2.2"/></symbol>
  <symbol id="sign-waived" viewBox="0 0 16 16"><path d="M4 14.5V2.2h8.200l-2 3 2 3H4" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round"/></symbol>
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
// The page is whole without this script. It narrows the page down to what is asked for, sorts tables, switches the theme, and opens what
// links point into.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // ---- Theme: system, light, dark, in turn ----

  const themes = ["system", "light", "dark"];
  const themeButton = document.querySelector('[data-do="theme"]');
  themeButton.addEventListener("click", () => {
    const next = themes[(themes.indexOf(root.dataset.theme ?? "system") + 1) % themes.length];
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    themeButton.textContent = `Theme: ${next}`;
  });

  // ---- Everything open, everything as it was ----

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

  // ---- Filter ----

  // A result is an element with data-result, or a row of a gate table; findings are rows in it. What groups results hides with the last
  // of them.
  const filter = document.querySelector(".filter");
  const shown = filter.querySelector("output");
  const results = all("[data-result], .gates tr[data-outcome]").map((element) => ({
    element,
    // The words of a rule's card count for each of its scopes.
    text: `${element.textContent} ${element.closest(".card")?.querySelector("header").textContent ?? ""}`.toLowerCase(),
    findings: all("tr[data-finding]", element).map((row) => ({ row, text: row.textContent.toLowerCase() })),
  }));
  const counted = results.filter(({ element }) => element.dataset.result !== undefined);
  const groups = all("[data-group], .fold, .gates").reverse();
  const sections = all(".part").map((section) => ({ section, held: section.querySelector("[data-result], .gates") !== null }));
  const holds = (asked, value) => asked === "*" || asked === value;
  const lies = (asked, splits) => asked === "*" || (asked === "" ? splits === "" : splits.split(" ").includes(asked));

  const apply = () => {
    const asked = Object.fromEntries(new FormData(filter));
    const terms = asked.q.toLowerCase().split(/\s+/).filter(Boolean);
    const says = (text) => terms.every((term) => text.includes(term));
    for (const { element, text, findings } of results) {
      const { family, severity, outcome, split } = element.dataset;
      const isMeant = holds(asked.family, family) && holds(asked.severity, severity) && holds(asked.outcome, outcome) && says(text);
      const inSplit = findings.filter(({ row }) => lies(asked.split, row.dataset.split ?? ""));
      element.hidden = !(isMeant && (lies(asked.split, split) || (split === "" && inSplit.length > 0)));
      // Words that some findings say and others do not pick these; a split picks its own.
      const named = inSplit.filter(({ text }) => says(text));
      const kept = new Set((named.length > 0 ? named : inSplit.length > 0 ? inSplit : findings).map(({ row }) => row));
      for (const { row } of findings) row.hidden = !kept.has(row);
    }
    const isEmpty = (element) => !element.querySelector("[data-result]:not([hidden]), .gates tr[data-outcome]:not([hidden])");
    for (const group of groups) group.hidden = isEmpty(group);
    for (const { section, held } of sections) if (held) section.hidden = isEmpty(section);
    const visible = counted.filter(({ element }) => !element.hidden).length;
    shown.textContent = visible === counted.length ? "" : `${visible} of ${counted.length} results shown`;
  };
  filter.addEventListener("input", apply);
  filter.addEventListener("reset", () => setTimeout(apply));
  filter.addEventListener("submit", (event) => event.preventDefault());
  filter.hidden = false;

  // ---- Sorting: a click up, another down ----

  const valueOf = (row, column) => {
    const cell = row.cells[column];
    return cell?.dataset.value === undefined ? cell?.textContent.trim() ?? "" : Number(cell.dataset.value);
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });
  for (const table of all("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    if (body.rows.length < 2) continue;
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const isUp = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
        const rows = [...body.rows].sort((a, b) => compare(valueOf(a, column), valueOf(b, column)) * (isUp ? 1 : -1));
        body.append(...rows);
      });
    });
  }

  // ---- Deep links: whatever hides the target opens ----

  const reveal = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { return; }
    const target = document.getElementById(name);
    if (!target) return;
    if (target.closest("[hidden]")) { filter.reset(); apply(); }
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  // Drawings that can be turned: each part carries its points in space, in thousandths of half the drawn cube. Dragging or the arrow keys
  // turn the eye about the upright axis and raise it; the same formula drew them as they stand without a script.
  for (const drawing of all("svg.turnable")) {
    const parts = all("[data-points]", drawing).map((part) => ({
      part,
      points: part.dataset.points.split(",").map((point) => point.split(" ").map((number) => number / 1000)),
    }));
    const eye = { turn: -60, rise: 25 };
    const flat = ([x, y, z]) => {
      const [turn, rise] = [eye.turn * Math.PI / 180, eye.rise * Math.PI / 180];
      const across = x * Math.cos(turn) - y * Math.sin(turn);
      const depth = x * Math.sin(turn) + y * Math.cos(turn);
      return [91 + 52 * across, 88 - 52 * (z * Math.cos(rise) + depth * Math.sin(rise))].map((at) => at.toFixed(1));
    };
    const turn = (across, up) => {
      eye.turn = (eye.turn + across) % 360;
      eye.rise = Math.min(90, Math.max(-90, eye.rise + up));
      for (const { part, points } of parts) {
        const [x, y] = flat(points[0]);
        if (part.tagName === "polyline") part.setAttribute("points", points.map((point) => flat(point).join(",")).join(" "));
        else if (part.tagName === "circle") { part.setAttribute("cx", x); part.setAttribute("cy", y); }
        else { part.setAttribute("x", x); part.setAttribute("y", y); }
      }
    };
    const keys = { ArrowLeft: [10, 0], ArrowRight: [-10, 0], ArrowUp: [0, 10], ArrowDown: [0, -10] };
    drawing.setAttribute("tabindex", "0");
    drawing.addEventListener("keydown", (event) => {
      const by = keys[event.key];
      if (!by) return;
      event.preventDefault();
      turn(...by);
    });
    drawing.addEventListener("pointerdown", (event) => drawing.setPointerCapture(event.pointerId));
    drawing.addEventListener("pointermove", (event) => {
      if (drawing.hasPointerCapture(event.pointerId)) turn(-event.movementX / 2, event.movementY / 2);
    });
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
  "required": ["schema", "tool", "verdict", "runs", "comparisons"],
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
    },
    "comparisons": {
      "description": "Datasets that were judged for several targets.",
      "type": "array",
      "items": {"$ref": "#/$defs/comparison"}
    }
  },
  "$defs": {
    "comparison": {
      "type": "object",
      "required": ["dataset", "path", "summary", "targets"],
      "additionalProperties": false,
      "properties": {
        "dataset": {"type": "string"},
        "path": {"type": "string"},
        "summary": {"description": "For which targets the data is fit, and what speaks against the others.", "type": "string"},
        "targets": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["target", "verdict", "because"],
            "additionalProperties": false,
            "properties": {
              "target": {"type": "string"},
              "verdict": {"$ref": "#/$defs/verdict"},
              "because": {"description": "The rules that reject, causes alone.", "type": "array", "items": {"type": "string"}}
            }
          }
        }
      }
    },
    "loader": {
      "description": "What the target's loader makes of the data; null for a target that says nothing of a loader.",
      "type": ["object", "null"],
      "required": ["card", "evidence", "columns", "steps", "rows"],
      "additionalProperties": false,
      "properties": {
        "card": {"description": "The card that tells the transform; null where columns are taken as they are stored.", "type": ["string", "null"]},
        "evidence": {"type": "string"},
        "columns": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["name", "width", "pieces"],
            "additionalProperties": false,
            "properties": {
              "name": {"type": "string"},
              "width": {"$ref": "#/$defs/count"},
              "pieces": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["dimensions", "meaning", "source", "does", "becomes"],
                  "additionalProperties": false,
                  "properties": {
                    "dimensions": {"description": "Half open: 0:3, or one number.", "type": "string"},
                    "meaning": {"type": "string"},
                    "source": {"description": "The stored feature, or the constant that is filled in.", "type": "string"},
                    "does": {"description": "What is done to it, in order.", "type": "array", "items": {"type": "string"}},
                    "becomes": {"description": "What scaling makes of it.", "type": "string"}
                  }
                }
              }
            }
          }
        },
        "steps": {
          "type": ["object", "null"],
          "required": ["total", "kept", "episodes", "episodes_kept", "left_out"],
          "additionalProperties": false,
          "properties": {
            "total": {"$ref": "#/$defs/count"},
            "kept": {"$ref": "#/$defs/count"},
            "episodes": {"$ref": "#/$defs/count"},
            "episodes_kept": {"$ref": "#/$defs/count"},
            "left_out": {
              "type": "array",
              "items": {
                "type": "object",
                "required": ["steps", "episodes", "reason"],
                "additionalProperties": false,
                "properties": {"steps": {"$ref": "#/$defs/count"}, "episodes": {"$ref": "#/$defs/count"}, "reason": {"type": "string"}}
              }
            }
          }
        },
        "rows": {
          "description": "Whatever else it does, as people read it.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["topic", "text"],
            "additionalProperties": false,
            "properties": {"topic": {"type": "string"}, "text": {"type": "string"}}
          }
        }
      }
    },
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
      "required": ["dataset", "target", "pack", "plan_digest", "rules_digest", "verdict", "looked", "roles", "rules", "loader", "sample"],
      "additionalProperties": false,
      "properties": {
        "loader": {"$ref": "#/$defs/loader"},
        "sample": {
          "description": "The episodes that were drawn, where not all were looked at: an accept then holds of these alone.",
          "type": ["object", "null"],
          "required": ["asked", "seed", "looked", "total"],
          "additionalProperties": false,
          "properties": {
            "asked": {"description": "50 episodes, 5 % of the episodes.", "type": "string"},
            "seed": {"type": "string"},
            "looked": {"$ref": "#/$defs/count"},
            "total": {"$ref": "#/$defs/count"}
          }
        },
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
        "as_of": {"description": "The day against which waivers were judged; null where there are none.", "type": ["string", "null"]},
        "waivers": {"description": "Every waiver of the user's cupel.yaml.", "type": "array", "items": {"$ref": "#/$defs/waiver"}},
        "baseline": {
          "description": "What a baseline knew of this run; null where none was given.",
          "type": ["object", "null"],
          "required": ["file", "known", "new", "stale"],
          "additionalProperties": false,
          "properties": {
            "file": {"description": "As the user gave it.", "type": "string"},
            "known": {"description": "Findings, or failures as a whole, that it held.", "$ref": "#/$defs/count"},
            "new": {"$ref": "#/$defs/count"},
            "stale": {
              "description": "Its entries that no longer occur.",
              "type": "array",
              "items": {
                "type": "object",
                "required": ["rule", "scope", "place", "count", "fingerprint"],
                "additionalProperties": false,
                "properties": {
                  "rule": {"type": "string"},
                  "scope": {"type": "string"},
                  "place": {"type": "string"},
                  "count": {"$ref": "#/$defs/count"},
                  "fingerprint": {"type": "string"}
                }
              }
            }
          }
        },
        "rules": {"description": "One entry for each rule and scope, by id, then scope.", "type": "array", "items": {"$ref": "#/$defs/rule"}}
      }
    },
    "waiver": {
      "type": "object",
      "required": ["rule", "parts", "reason", "owner", "until", "set_in", "state", "scopes", "findings", "idle", "why"],
      "additionalProperties": false,
      "properties": {
        "rule": {"type": "string"},
        "parts": {"description": "val, train/17, train/3..9, task=NAME; empty is everything.", "type": "array", "items": {"type": "string"}},
        "reason": {"type": "string"},
        "owner": {"type": "string"},
        "until": {"description": "Its last day.", "type": "string"},
        "set_in": {"description": "File and line.", "type": "string"},
        "state": {
          "description": "used: stands for a failure. unused: there is none. expired: its last day is over. undecided: what it is about was not looked at.",
          "enum": ["used", "unused", "expired", "undecided"]
        },
        "scopes": {"description": "Those of the results that it is about.", "type": "array", "items": {"type": "string"}},
        "findings": {"$ref": "#/$defs/count"},
        "idle": {"description": "The parts in which there is nothing to waive.", "type": "array", "items": {"type": "string"}},
        "why": {"type": "string"}
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
        "count", "total", "interval", "findings_total", "findings"
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
        "interval": {
          "description": "Where the share of episodes that break the rule lies among all, where only a sample was looked at (Wilson).",
          "type": ["object", "null"],
          "required": ["low", "high", "confidence"],
          "additionalProperties": false,
          "properties": {"low": {"type": "number"}, "high": {"type": "number"}, "confidence": {"type": "number"}}
        },
        "findings_total": {"$ref": "#/$defs/count"},
        "findings": {"description": "All of them that count, or that were waived with the whole result.", "type": "array", "items": {"$ref": "#/$defs/finding"}},
        "formula": {"description": "What is computed, with its symbols explained.", "type": ["string", "null"]},
        "set_aside_by": {"description": "Who took the failure on, where the outcome is waived: a waiver, or a baseline that knew it.", "enum": ["waiver", "baseline", null]},
        "set_aside": {
          "description": "Findings that do not count although the rule failed by others: single episodes that were waived, what a baseline knew.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["by", "reason", "findings_total", "findings"],
            "additionalProperties": false,
            "properties": {
              "by": {"enum": ["waiver", "baseline"]},
              "reason": {"type": "string"},
              "findings_total": {"$ref": "#/$defs/count"},
              "findings": {"type": "array", "items": {"$ref": "#/$defs/finding"}}
            }
          }
        }
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
    "Rules/acceptance/calibration-drift.yaml": ####"""
id: acceptance/calibration-drift
since: 0.3
confidence: certain
states: "The calibration drifts by at most {limit} over the recordings, by the owner's word."
found: "The drift of the calibration is {observed} by the owner's word ({source})."
measured: "The drift of the calibration is {observed} by the owner's word ({source})"
why: >
  A camera that was moved during the recordings makes one dataset of two. Poses of a target before and after show it; the data alone do not.
fix: >
  Measure a fixed target before and after, and declare calibration_drift under provenance in the cupel.yaml beside the data.
scope: dataset
metric: {name: provenance.length, key: calibration_drift}
levels:
  - {severity: error, require: {at_most: 5 mm}}
  - {severity: warning, require: {at_most: 2 mm}}
examples: {clean: [delivery-accepted], defect: [calibration-drift-too-high]}
references: ["truelabel, VLA acceptance criteria 2026 (a vendor's page)"]

"""####,
    "Rules/acceptance/completeness.yaml": ####"""
id: acceptance/completeness
since: 0.3
confidence: certain
states: "Every episode holds at least {limit} of the steps that its clock and the rate promise."
found: "{count} of {total} {noun} lack more; {worst.episode} holds {worst.value}: {worst.message}."
measured: "the least complete episode, {worst.episode}, holds {worst.value} of its steps"
why: >
  Steps that were dropped while recording are jumps that the robot never made.
fix: >
  Record anew what lost steps; a faster disk or a lower rate keeps them.
scope: split
metric: acceptance.completeness
levels:
  - {severity: error, require: {at_least: 98%}}
formula: |
  measured = min(1, T / (span · f + 1))
  T: steps of the episode. span: last stamp − first. f: control rate.
examples: {clean: [delivery-accepted], defect: [steps-dropped]}
references: ["Claru, acceptance numbers (a vendor's page)"]

"""####,
    "Rules/acceptance/consent.yaml": ####"""
id: acceptance/consent
since: 0.3
confidence: certain
states: "Of those who were recorded {limit} gave their consent, by the owner's word."
found: "Consent of those who were recorded is {observed} by the owner's word ({source})."
measured: "Consent of those who were recorded is {observed} by the owner's word ({source})"
why: >
  A recording without consent has to be taken out later, from the data and from what was trained on them.
fix: >
  Collect the forms, leave out who did not sign, and declare consent: 100% under provenance in the cupel.yaml beside the data.
scope: dataset
metric: {name: provenance.share, key: consent}
levels:
  - {severity: error, require: {at_least: 100%}}
examples: {clean: [delivery-accepted], defect: [consent-too-low]}
references: ["truelabel, VLA acceptance criteria 2026 (a vendor's page)"]

"""####,
    "Rules/acceptance/duration.yaml": ####"""
id: acceptance/duration
since: 0.3
confidence: certain
states: "Every episode takes {limit} of what is usual for its task."
found: "{count} of {total} {noun} do not; {worst.episode} has {worst.message}."
measured: "{total} episodes take what is usual for their task, half to three times"
why: >
  An episode far shorter than its like was cut; one far longer waited, or holds several tries.
fix: >
  Look at these episodes; cut them again or leave them out.
scope: split
metric: acceptance.duration
levels:
  - {severity: error, require: {between: [0.5, 3]}}
formula: |
  ratio = T / median(T of the task)
  T steps of the episode; a task with fewer than five episodes has no usual duration.
examples: {clean: [delivery-accepted], defect: [episode-too-long]}
references: ["Claru, acceptance numbers (a vendor's page). Expected is the median of the task's episodes, where it has five."]

"""####,
    "Rules/acceptance/jerk.yaml": ####"""
id: acceptance/jerk
since: 0.3
confidence: heuristic
states: "The tool's jerk stays below {limit} m/s3 in every episode, as its root mean square."
found: "{count} of {total} {noun} go further; the worst, {worst.episode}, has {worst.value} m/s3."
measured: "at most {worst.value} m/s3, in {worst.episode}; {undecided} episodes do not tell it from noise"
why: >
  Jerky demonstrations make jerky policies, and wear out gears.
fix: >
  Smooth the operator's input, or leave these episodes out.
scope: split
metric: acceptance.jerk
levels:
  - {severity: warning, require: {at_most: 10}}
allow: 10% of episodes
formula: |
  jerk = √(mean |Δ³p|²) · f³
  Δ³p: third difference of the tool's position. f: control rate. Not told where 20/252 of the mean |Δ⁵p|² is more than a quarter of the mean |Δ³p|²: that is noise.
examples: {clean: [delivery-accepted, twenty-hertz], defect: [tool-jerks]}
references: ["Claru, acceptance numbers (a vendor's page). Third differences times the rate cubed; an episode tells none where 20/252 of the mean square of its fifth differences is more than a quarter of that of its third."]

"""####,
    "Rules/acceptance/label-disagreement.yaml": ####"""
id: acceptance/label-disagreement
since: 0.3
confidence: certain
states: "Reviewers disagree on at most {limit} of the success labels, by the owner's word."
found: "Disagreement on success labels is {observed} by the owner's word ({source})."
measured: "Disagreement on success labels is {observed} by the owner's word ({source})"
why: >
  A success that another reviewer calls a failure is trained on as a demonstration.
fix: >
  Have the success of a sample labelled twice, and declare label_disagreement under provenance in the cupel.yaml beside the data.
scope: dataset
metric: {name: provenance.share, key: label_disagreement}
levels:
  - {severity: error, require: {at_most: 12%}}
  - {severity: warning, require: {at_most: 8%}}
examples: {clean: [delivery-accepted], defect: [label-disagreement-too-high]}
references: ["truelabel, VLA acceptance criteria 2026 (a vendor's page)"]

"""####,
    "Rules/acceptance/lightings.yaml": ####"""
id: acceptance/lightings
since: 0.3
confidence: certain
states: "The recordings were made under at least {limit} lightings, by the owner's word."
found: "The number of lightings is {observed} by the owner's word ({source})."
measured: "The number of lightings is {observed} by the owner's word ({source})"
why: >
  A policy that saw one lamp fails when the sun comes out.
fix: >
  Record at several hours and with several lamps, and declare lightings under provenance in the cupel.yaml beside the data.
scope: dataset
metric: {name: provenance.number, key: lightings}
levels:
  - {severity: error, require: {at_least: 5}}
examples: {clean: [delivery-accepted], defect: [lightings-too-low]}
references: ["truelabel, VLA acceptance criteria 2026 (a vendor's page)"]

"""####,
    "Rules/acceptance/objects.yaml": ####"""
id: acceptance/objects
since: 0.3
confidence: certain
states: "At least {limit} different objects are handled, by the owner's word."
found: "The number of objects is {observed} by the owner's word ({source})."
measured: "The number of objects is {observed} by the owner's word ({source})"
why: >
  A policy that saw ten objects knows ten objects.
fix: >
  Record more objects, and declare objects under provenance in the cupel.yaml beside the data.
scope: dataset
metric: {name: provenance.number, key: objects}
levels:
  - {severity: error, require: {at_least: 30}}
examples: {clean: [delivery-accepted], defect: [objects-too-low]}
references: ["truelabel, VLA acceptance criteria 2026 (a vendor's page)"]

"""####,
    "Rules/acceptance/picture-size.yaml": ####"""
id: acceptance/picture-size
since: 0.3
confidence: certain
states: "Every camera's pictures have at least {limit} lines."
found: "{count} of {total} {noun} are smaller: {worst.message}."
measured: "the smallest of {total} cameras has {worst.value} lines"
why: >
  Small pictures cannot be made large again, and models ask for more every year.
fix: >
  Deliver the pictures as they were recorded.
scope: dataset
metric: acceptance.picture-lines
levels:
  - {severity: error, require: {at_least: 720}}
  - {severity: warning, require: {at_least: 1080}}
formula: |
  lines = min(height, width), as features.json declares them
examples: {clean: [delivery-accepted], defect: [pictures-too-small]}
references: ["truelabel, VLA acceptance criteria 2026 (a vendor's page)"]

"""####,
    "Rules/acceptance/rate.yaml": ####"""
id: acceptance/rate
since: 0.3
confidence: certain
states: "The control rate is at least {limit}."
found: "The control rate is {observed} ({source})."
measured: "the control rate is {observed} ({source})"
why: >
  Steps that were not recorded cannot be made up later; fewer can always be taken.
fix: >
  Deliver the recordings at the rate at which they were made.
scope: dataset
metric: acceptance.rate
levels:
  - {severity: error, require: {at_least: 23.9 Hz}}
  - {severity: warning, require: {at_least: 29.9 Hz}}
formula: |
  f = 1 / period, the median over episodes, by the main clock's stamps; without stamps the declared control_hz
examples: {clean: [delivery-accepted], defect: [rate-too-low]}
references: ["truelabel, VLA acceptance criteria 2026 (a vendor's page): 24 and 30 pictures a second, of which video has 23.98 and 29.97"]

"""####,
    "Rules/acceptance/reviewer-agreement.yaml": ####"""
id: acceptance/reviewer-agreement
since: 0.3
confidence: certain
states: "Reviewers agree on at least {limit} of the instructions, by the owner's word."
found: "Agreement of reviewers on the instructions is {observed} by the owner's word ({source})."
measured: "Agreement of reviewers on the instructions is {observed} by the owner's word ({source})"
why: >
  Whether a sentence says what the arm does can only be seen by people, and one person's yes is worth little.
fix: >
  Have the instructions of a sample reviewed twice, blind, and declare reviewer_agreement under provenance in the cupel.yaml beside the data.
scope: dataset
metric: {name: provenance.share, key: reviewer_agreement}
levels:
  - {severity: error, require: {at_least: 88%}}
  - {severity: warning, require: {at_least: 90%}}
examples: {clean: [delivery-accepted], defect: [reviewer-agreement-too-low]}
references: ["truelabel, VLA acceptance criteria 2026 (a vendor's page)"]

"""####,
    "Rules/acceptance/sync.yaml": ####"""
id: acceptance/sync
since: 0.3
confidence: certain
states: "Streams of one step are at most {limit} apart."
found: "{count} of {total} {noun} go further; in {worst.episode} {worst.message} by {worst.value}."
measured: "the worst episode, {worst.episode}, is {worst.value} apart"
why: >
  A picture that is older than the force beside it teaches the wrong cause.
fix: >
  Stamp streams at the sensor, and take for each step the sample nearest to it.
scope: split
metric: acceptance.skew
levels:
  - {severity: error, require: {at_most: 10 ms}}
  - {severity: warning, require: {at_most: 5 ms}}
formula: |
  skew = 95th percentile over steps of |s_a[t] − s_b[t]|
  s_a[t] and s_b[t] the stamps of two streams in step t, in seconds; the worst pair of streams counts.
examples: {clean: [delivery-accepted], defect: [streams-apart]}
references: ["truelabel, VLA acceptance criteria 2026 (a vendor's page); Claru, acceptance numbers (a vendor's page)"]

"""####,
    "Rules/action/alignment.yaml": ####"""
id: action/alignment
since: 0.2
confidence: strong
states: Labels describe the motion of their own step (a shift of {limit}); commanded ones do not run behind it.
found: "{count} of {total} {noun} hold labels that are shifted; {worst.episode}: {worst.message}."
measured: "labels describe the motion {delay}; the most that single episodes show is {worst}"
why: >
  A label that belongs to the step before or after pairs every picture with the wrong action. One step early means that the observation was recorded
  after the action, as in the raw files of more than one simulator.
fix: >
  Shift labels against observations by the steps told, and drop the steps at the ends that lose their partner.
needs: [pose.position or joints, action.translation or action.joints]
metric: action.lag.executed
per: episode
levels:
  - {severity: error, require: {equals: 0}}
  - severity: error
    metric: action.lag.commanded
    require: {at_least: 0}
    found: "Commanded labels describe the motion {delay}: the observation was recorded after the action."
  - severity: error
    metric: joints.lag
    require: {equals: 0}
    found: "{count} of {total} {noun} hold joint labels that are shifted; {worst.episode}: {worst.message}."
explained_by:
  - schema/finite
  - schema/step-flags
  - schema/declared-features
  - action/units
  - action/frame
  - action/axes
  - action/delta-or-absolute
formula: |
  lag = the k with the least ρ(k) = Σ |a(t) − g d(t+k)|² / Σ |a(t)|²
  a(t): label. d(t): recorded motion of the step. g: the gain that fits best at this lag.
  Executed labels: an episode is decided where its best lag leaves at most 0.001 and lag 0 ten times as much. k runs from −2 to 5.
  Commanded labels: all episodes together, correlation of at least 0.6, a thousand times likelier than every other lag but one beside it, (ρ / ρ)^(3 steps / 2), four in five episodes within a step of it; the delay is reported and only a negative one, by a margin of 1.5, is an error.
examples:
  clean: [euler-base, commanded-delay, twenty-hertz]
  defect: [labels-late, labels-early, labels-two-early, one-episode-late, one-episode-early, one-episode-two-early, one-episode-of-joints-late]

"""####,
    "Rules/action/axes.yaml": ####"""
id: action/axes
since: 0.2
confidence: strong
states: The axes of the labels are those of the motion, in the same direction and at one gain ({limit}).
found: "{count} of {total} {noun} hold labels on other axes; {worst.episode}: {worst.message}."
measured: "the axes of labels and motion are the same, in the {frame} frame"
why: >
  A swapped or negated axis trains a mirrored arm. It loads, normalises and converges; only the robot shows it.
fix: >
  Swap or negate the axes back where labels are written, most often in the step that turns a camera's or a teleoperation device's frame into the
  robot's.
needs: [pose.position, action.translation]
metric: action.axes
per: episode
levels:
  - {severity: error, require: {equals: right}}
explained_by: [schema/finite, schema/step-flags, schema/declared-features, state/quaternion, action/frame, action/delta-or-absolute]
formula: |
  ρ(P) = the share of the labels that motion on the axes P leaves unexplained, for each of the 48 ways P to permute and sign three axes
  Told where ρ(as they are) / ρ(best) ≥ 1.5 and ρ(best) ≤ 0.7.
  ρ(P) = 1 − (Σ sᵢ C[i][P(i)])² / (Σ a·a Σ d·d), C[i][j] = Σ aᵢ dⱼ at the lag and in the frame that fit best; P permutes axes, s are the signs. Every episode is scaled to an energy of 1. An episode alone: 3 times as much, and at most a half left.
  Gains by axis are compared where every axis alone repeats the motion to the digit (residual below 1e-5): one is 5 % off the others. With noise the gain of an axis with little motion is lower, and controllers may be softer along one axis.
examples:
  clean: [euler-base, tool-frame, commanded-delay, gripper-down]
  defect: [axes-swapped, third-axis-negated, third-axis-negated-in-four, yaw-negated, one-axis-at-half-gain]

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
formula: |
  dead where max(x) = min(x) over all steps, x the dimension's values
examples: {clean: [euler-base, idle-and-heavy-tailed], defect: [dead-dimension]}
references:
  - "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/utils/data_utils.py:95: a dimension whose minimum equals its maximum becomes 0, masked or not."
  - "The gripper has a rule of its own. Looked at from 10 steps."

"""####,
    "Rules/action/delta-or-absolute.yaml": ####"""
id: action/delta-or-absolute
since: 0.2
confidence: strong
states: Labels say by how much to move or where to, as is expected of them ({limit}).
found: "{count} of {total} {noun} hold labels of the other kind; {worst.episode}: {worst.message}."
measured: "labels are {motion} ({delta} episodes show deltas, {absolute} absolute places)"
why: >
  A place taken for a step sends the arm half a metre at once; a step taken for a place sends it to the base. Loaders treat both alike.
fix: >
  Store p[t+1] - p[t] and R[t+1] R[t]^T instead of the next pose, or declare what the labels are (motion: absolute).
needs: [pose.position or joints, action.translation or action.joints]
metric: action.motion
per: episode
levels:
  - {severity: error, require: {equals: "{action.motion.expected}"}}
  - severity: error
    metric: joints.motion
    require: {equals: "{joints.motion.expected}"}
    found: "{count} of {total} {noun} hold joint labels of another kind; {worst.episode}: {worst.message}."
explained_by: [schema/finite, schema/step-flags, schema/declared-features]
formula: |
  ρ_absolute = Σ |a′ − g p′|² / Σ |a′|², ρ_delta = Σ |a − g d|² / Σ |a|²
  a the labels, p the position after the step, a′ and p′ about their means over the episode, d the motion of the step, g the gain that fits best.
  Absolute: labels about their mean leave at most 0.3 of themselves unexplained by the position after the step about its mean, and differences of positions leave 0.7 or more. Delta: differences leave at most 0.7. By episode of ten steps or more; the dataset is what most episodes are.
  Joints: labels about their means against angles about theirs, and labels against changes of angles, over lags -2 to 5; one leaves at most 0.3 and the other 1.5 times as much. A change per second is a velocity. Unless declared, joint labels are to be what most episodes' are:
  both kinds are common.
examples:
  clean: [euler-base, commanded-delay, idle-and-heavy-tailed]
  defect: [absolute-labels, four-episodes-absolute, four-episodes-of-joint-changes]

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
explained_by:
  - schema/finite
  - schema/step-flags
  - state/quaternion
  - action/delta-or-absolute
  - action/units
  - action/frame
  - action/axes
  - action/naive-euler
  - action/rotation-form
  - action/alignment
  - action/outliers
formula: |
  x(e) = ln p99 |a|, measured = |x(e) − median(x)| / what is allowed
  p99 |a|: 99th percentile of the size of a dimension of the action in episode e. Allowed is the larger of ln 3 and the gap that chance leaves between the largest of so many episodes.
  The sorted x fall off in spacings j (x[j] − x[j+1]); for a tail no heavier than a power law these are at most exponential whatever the number of episodes, so each is held against the mean of the 50 (at most half of the episodes) below it. All tests of a dataset share a chance of 0.001.
  A factor of 20 above the next needs no statistics. Louder episodes go dimension by dimension (against the group's typical loudest dimension too), quieter ones by group. Where more than one in fifty is beyond, ten times is asked for: they may be another task. Decides from 12 episodes.
examples: {clean: [euler-base, idle-and-heavy-tailed, commanded-delay], defect: [episode-eight-times-as-large, episode-labelled-tenfold]}

"""####,
    "Rules/action/frame.yaml": ####"""
id: action/frame
since: 0.2
confidence: strong
states: Label deltas are written in the {limit} frame.
found: "{count} of {total} {noun} hold labels in another frame than the {expected} frame; {worst.episode}: {worst.message}. Unexplained by all episodes together: {fit}."
measured: "labels are in the {frame} frame (unexplained: {fit})"
why: >
  A delta in the tool's frame, added up in the base frame, sends the arm another way at every orientation. Composed on the wrong side, rotations
  end some sixty degrees off within a hundred steps.
fix: >
  Declare the frame the labels are in (frame: tool), or turn them: base delta = R[t] times tool delta for translations, R[t] D R[t]^T for
  rotations. For single episodes find out which recording or script wrote them.
needs: [pose.position, action.translation]
metric: action.frame
per: episode
levels:
  - {severity: error, require: {equals: "{action.frame.expected}"}}
explained_by: [schema/finite, schema/step-flags, schema/declared-features, state/quaternion, action/delta-or-absolute]
formula: |
  M = ρ(other) / ρ(best), decided where M ≥ 1.5 and ρ(best) ≤ 0.7
  ρ: the share of the labels that motion in a frame leaves unexplained, Σ |a − g d|² / Σ |a|², the least over lags. Frames: base, tool, and for rotations plain differences of Euler angles.
  ρ at lag k = −2 to 5, with g = Σ a·d / Σ d·d > 0: d = p[t+k+1] − p[t+k] and R[t+k+1] R[t+k]ᵀ in the base frame, R[t+k]ᵀ (p[t+k+1] − p[t+k]) and R[t+k]ᵀ R[t+k+1] in the tool frame. Every episode is scaled to the same energy.
  An episode alone differs where the expected frame leaves 3 times as much (10 times, where labels fit to the digit), the other at most a half and no more than twice what is usual, over 20 steps.
  Else it is not decided: with the tool near the base's axes, pure translation without a turn, or turns about the vertical only, both frames look alike.
examples:
  clean: [euler-base, tool-frame, quaternion-state, rotation-vector]
  defect: [tool-labels-declared-base, tool-labels, five-episodes-in-tool-frame]

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
formula: |
  rests where |a| < 0.2 mm and 0.05° and the gripper is as before; padding = max(steps at rest before the first motion, behind the last) / T
  A step rests when its label moves less than 0.2 mm and 0.05 degrees and the gripper is as before; joint labels when they change by less than 0.001 rad. Fewer than 5 steps are no padding. Seconds from control_hz, else from stamps.
  One episode in a hundred may: a pause of the operator is no habit of the recording.
examples: {clean: [idle-and-heavy-tailed, commanded-delay, twenty-hertz], defect: [padding-idle]}
references:
  - >-
    moojink/openvla-oft @ 213c5ff, experiments/robot/libero/regenerate_libero_dataset.py:46-68; openvla/openvla @ c8f03f4,
    prismatic/vla/datasets/rlds/oxe/utils/droid_utils.py:151-178; Physical-Intelligence/openpi @ 15a9616,
    examples/droid/compute_droid_nonidle_ranges.py:36-95.

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
view: target
scope: dataset
metric: action.influence
per: episode
levels:
  - {severity: warning, require: {at_most: "{action.influence.limit}"}}
explained_by: [schema/finite, state/units, action/outliers, action/episode-scale]
formula: |
  measured = S(all episodes) / S(all but this one)
  S: the scale that the target normalises a dimension by: q99 − q01, the standard deviation, or maximum − minimum.
  Of every dimension that the target scales, as its loader makes it, over the splits of which it takes statistics. Quantiles without an episode come from the histogram of all and four quantiles of the episode.
  The limit is 1.05 (quantiles), 1.1 (standard deviation) or 1.25 (extremes), and an episode must stand out of the others with a chance of 0.001 for the whole dataset: by its ratio (standard deviation), or by how far its own 10 and 90 % quantiles, or its extremes, go from the middle of all.
  The spacings of the logarithms are held against those below them, whatever the number of episodes. Decides from 100 episodes.
examples: {clean: [many-episodes], defect: [one-wild-episode]}

"""####,
    "Rules/action/joint-units.yaml": ####"""
id: action/joint-units
since: 0.2
confidence: strong
states: Joint angles and joint labels are in radians unless declared otherwise; no revolute joint is beyond {limit}.
found: "{count} of {total} {noun} hold joint angles beyond a whole turn: {worst.feature} is at {worst.value} in {worst.episode}, step {worst.step}. These are degrees, or a joint that is none."
measured: "the widest joint angle is {worst.value} ({worst.feature} in {worst.episode})"
why: >
  Loaders and policies read joints as radians. Degrees are 57 times too large; mixed with other data they are all that normalisation sees.
fix: >
  Convert to radians where the data are written, or declare the unit (units: {rotation: deg}). Leave grippers and rails out of the role joints.
needs: [joints or action.joints]
metric: joints.reach
per: episode
levels:
  - {severity: error, require: {at_most: 6.35 rad}}
  - severity: error
    metric: joints.unit
    require: {equals: "the states' own"}
    found: "{count} of {total} {noun} hold joint labels in another unit than the joint angles; {worst.episode}: {worst.message}."
explained_by: [schema/finite, schema/step-flags, schema/declared-features, action/delta-or-absolute]
formula: |
  reach = max |q|, g = Σ a·q / Σ q·q
  q the joint angles or their changes, a the joint labels; π / 180 = 1 / 57.3 and 57.3 are the gains of degrees taken for radians.
  A revolute joint turns by at most 2 pi (6.35 rad leaves one per cent). Gain of joint labels over angles (or over their changes) within 15 % of 57.3 or of 1 / 57.3.
examples: {clean: [franka-joints, bimanual-joints, so100-degrees], defect: [joints-in-degrees, joint-labels-in-degrees]}

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
formula: |
  prominence(t) = min(|x(t) − x(t−1)|, |x(t) − x(t+1)|) where x(t) lies beyond both neighbours on the same side, else 0
  It counts where the changes before and behind, |x(t−1) − x(t−2)| and |x(t+2) − x(t+1)|, are below a quarter of it.
  Measured is prominence / p99, p99 the 99th percentile of the dimension's sizes over the dataset. The limit is 10, or what the other episodes make plausible if that is more, as for action/outliers: a chance of 0.001 for the whole dataset. Decides from 6 episodes.
examples: {clean: [euler-base, idle-and-heavy-tailed, commanded-delay], defect: [path-jumps]}
references:
  - >-
    The prominence of a label is the smaller half of its second difference: min(|x[t] - x[t-1]|, |x[t] - x[t+1]|) where both have the same sign,
    and |x[t-1] - x[t-2]| and |x[t+2] - x[t+1]| are below a quarter of it. Angles are unwrapped; grippers and quaternions stay out.

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
formula: |
  ρ = min over frames and lags k of Σ |a(t) − g d(t+k)|² / Σ |a(t)|²
  a(t): translation label. d(t): recorded motion of the step. g: the gain that fits best. k runs from −2 to 5 steps.
  executed: the median of ρ over episodes, less what rounding explains, is below 10⁻⁶. commanded: it is at most 0.7, with g above 0. unrelated: neither.
examples: {clean: [euler-base, rotation-vector, tool-frame, commanded-delay, follows-at-seven-tenths], defect: [commands-declared-executed, executed-declared-commands]}

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
formula: |
  pace = f |p[t+1] − p[t]|, spin = f |turn from t to t+1|, the third-largest of an episode
  p the position, f the declared control_hz, else the rate of the stamps. Turns are the sum of the changes of three angles, or the chord between two quaternions: never less than the turn.
examples: {clean: [with-timestamps, twenty-hertz], defect: [rate-ten-times-too-high]}
references:
  - >-
    2 m/s and 2 pi rad/s: collaborative arms are limited to 1 to 2 m/s and about pi rad/s at the tool.

"""####,
    "Rules/action/naive-euler.yaml": ####"""
id: action/naive-euler
since: 0.2
confidence: certain
states: Rotation labels are rotations ({limit}), not differences of Euler angles taken element by element.
found: "{count} of {total} {noun} hold differences of Euler angles for rotations; {worst.episode}: {worst.message}."
measured: "rotation labels are {kind}: {fit}"
why: >
  The difference of two triples of Euler angles is no rotation: used as one it ends eleven to sixteen degrees off within a hundred steps, and where
  an angle passes pi a single label jumps by a whole turn and takes the statistics with it.
fix: >
  Compute R[t+1] R[t]^T (or R[t]^T R[t+1] in the tool frame) and write that rotation. Taking whole turns off the differences removes the jumps, not the
  error.
needs: [pose.position, pose.rotation, action.translation, action.rotation]
metric: action.naive
per: episode
levels:
  - severity: error
    metric: action.naive.wraps
    require: {at_most: 0}
    found: "{count} of {total} {noun} hold differences of Euler angles that pass the end of their range; {worst.episode} from step {worst.step}: {worst.message}."
  - {severity: warning, require: {equals: composed}}
explained_by: [schema/finite, schema/step-flags, schema/declared-features, action/units, action/delta-or-absolute]
formula: |
  ρ = Σ |a − g d|² / Σ |a|², of d = e[t+1] − e[t] (naive) against d = the rotation from t to t+1 (composed)
  a the rotation labels, e the state's Euler angles with whole turns taken off, g = Σ a·d / Σ d·d.
  The family naive, d = e[t+1] - e[t] with whole turns taken off, is held against the base and the tool frame as those are against each other: 1.5 times as much and at most 0.7 left unexplained for the dataset, 3 times and a half for an episode alone.
  A step above a quarter turn does not happen at 3 Hz and more; within 0.3 rad of 2 pi it is a wrap.
examples:
  clean: [euler-base, gripper-down]
  defect: [angle-differences, angle-differences-that-wrap]

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
explained_by:
  - schema/finite
  - schema/step-flags
  - state/quaternion
  - action/delta-or-absolute
  - action/units
  - action/frame
  - action/axes
  - action/naive-euler
  - action/rotation-form
  - action/alignment
formula: |
  z(t) = |r(t) − median(r)| / s,  r(t) = a(t) − g d(t+k)
  a: label. d: recorded motion at the episode's lag k and gain g; without a pose, r is the label less its running median of five.
  s = 1.4826 · median |r − median(r)|, and no less than a twentieth of a typical label, what rounding may do, or half of what the motion shows at that step.
  Isolated: both neighbours are below a quarter of it. The limit is 20, or more where the worst of the other episodes make more plausible by chance (1 in 1,000 for the dataset).
  The scale of data at rest is that of the deviations that are not zero. The spacings of ln z are held against those below them, whatever the number of episodes. A factor of 20 above the next needs no statistics. Where more than half of the episodes exceed 100, it is 100.
  Decides from 6 episodes of 16 steps.
examples: {clean: [euler-base, idle-and-heavy-tailed, commanded-delay], defect: [label-spike, label-a-hundredfold]}

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
formula: |
  levels = range / step + 1
  step: the greatest common divisor of the distances between the values of a dimension, as far as rounding lets it be told. range: the widest of the dimension's group.
  The rounding of float32 is carried through Euclid's remainders; 24 values or more must lie on the lattice, each of which had a chance of at most 1 in 8 to do so by luck. Nine in ten of the episodes that can tell must agree.
  Range / 255 is what a policy with 256 tokens resolves at best, so half as many levels are a loss for every model.
examples: {clean: [euler-base, idle-and-heavy-tailed, commanded-delay], defect: [labels-of-64-levels]}

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
explained_by:
  - schema/finite
  - schema/step-flags
  - state/quaternion
  - action/delta-or-absolute
  - action/units
  - action/frame
  - action/axes
  - action/naive-euler
  - action/rotation-form
  - action/alignment
  - action/labels
  - action/episode-scale
  - action/outliers
formula: |
  drift = max over t of |p(0) + Σ d(i) − p(t)|, the sum over the steps i before t
  p(t): recorded position at step t. d(i): translation label of step i; in the tool frame turned by the recorded orientation, R(i) d(i).
  Labels stored as float32 add up to about 1e-6 m.
examples:
  clean: [euler-base, rotation-vector, quaternion-state, tool-frame, twenty-hertz, idle-and-heavy-tailed, gripper-down]
  defect: [one-episode-scaled]

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
explained_by:
  - schema/finite
  - schema/step-flags
  - state/quaternion
  - action/delta-or-absolute
  - action/units
  - action/frame
  - action/axes
  - action/naive-euler
  - action/rotation-form
  - action/alignment
  - action/labels
  - action/reconstruction-position
  - action/episode-scale
  - action/outliers
formula: |
  drift = max over t of the angle of R(t)ᵀ Q(t)
  Q(t) = dR(t−1) ··· dR(0) R(0) in the base frame, R(0) dR(0) ··· dR(t−1) in the tool frame.
  R(t): recorded orientation at step t. dR(i): rotation label of step i as a rotation.
  Labels stored as float32 compose to about 1e-6 rad.
examples:
  clean: [euler-base, rotation-vector, quaternion-state, tool-frame, twenty-hertz, idle-and-heavy-tailed, gripper-down]
  defect: [rotation-labels-scaled]

"""####,
    "Rules/action/rotation-form.yaml": ####"""
id: action/rotation-form
since: 0.2
confidence: strong
states: Rotation labels are written in the form in which they are read; at the data's large turns the mistake is {limit} at most.
found: "Labels are written as {form} ({residual} unexplained; the next form {next}) and read as {declared}: at turns of {angle} that is {gap} off."
measured: "labels are written as {form} ({residual} unexplained; the next form {next}), read as {declared}"
why: >
  Small turns look alike in every form. Large ones do not: a rotation vector read as Euler angles is half a degree off at ten degrees a step and four at
  thirty; angles in the wrong order or slots turn the arm about another axis.
fix: >
  Declare the form (rotation: {action: rotation-vector}), or write the labels in the declared one.
needs: [pose.position, pose.rotation, action.translation, action.rotation]
metric: action.form.gap
scope: dataset
levels:
  - {severity: warning, require: {at_most: 1 deg}}
  - {severity: info, require: {at_most: 0.1 deg}}
explained_by:
  - schema/finite
  - schema/step-flags
  - schema/declared-features
  - state/quaternion
  - action/units
  - action/frame
  - action/delta-or-absolute
  - action/naive-euler
formula: |
  ρ(form) = Σ |a − d(form)|² / Σ |a|², the least over forms
  a the rotation labels, d(form) the turn of the state written in that form. The gap between two forms is the largest angle between what they make of one turn, over 26 axes, at the median over episodes of the 99th percentile of their turns.
  Forms: rotation vector, R = Rz Ry Rx with roll, pitch, yaw (euler-xyz), the same stored as yaw, pitch, roll (euler-zyx), R = Rx Ry Rz (intrinsic-xyz). Mean residual over episodes, by steps, at the lag and in the frame that fit best.
  Decided where the next form leaves 2 % more (10 % in the frame of a tool that turns on while the robot is late) and is a thousand times less likely, (residual / residual)^(3 steps / 4).
examples:
  clean: [euler-base, rotation-vector, twenty-hertz]
  defect: [rotation-vectors-declared-euler, angles-in-reversed-slots, angles-in-intrinsic-order]
references:
  - >-
    The gap is the largest distance between the two forms over 26 axes, at the median over episodes of the 99th percentile of their turns.

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
formula: |
  share = max(n(x = min), n(x = max)) / n
  n(x = min), n(x = max): how many values of the dimension equal the smallest and the largest of the whole dataset. n: how many there are.
  Counted are values equal to the smallest or the largest of the whole dataset, to the last bit; continuous labels have one such value.
  Steps that repeat the row before them are left out (an arm that is held), ends that are exactly 0 too (a direction never taken), and dimensions with more than 60 % of their values at both ends together (a gripper that no role names).
  Fewer than 5 values, or in fewer than 3 episodes, are no pile.
examples: {clean: [euler-base, idle-and-heavy-tailed, commanded-delay], defect: [labels-clipped]}

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
explained_by:
  - schema/finite
  - state/quaternion
  - action/delta-or-absolute
  - action/units
  - action/frame
  - action/axes
  - action/naive-euler
  - action/rotation-form
  - action/alignment
  - action/outliers
  - action/episode-scale
formula: |
  share of the steps with |x − μ| > 3 σ, by dimension
  μ, σ: mean and standard deviation (divided by N) of the dimension over the scope. A normal distribution shows 0.27 %.
  Mean and standard deviation are exact; the share comes from a histogram with bins of 1.6 %, the middle of what a cut bin leaves open.
examples: {clean: [idle-and-heavy-tailed, euler-base], defect: [pulsed-labels]}

"""####,
    "Rules/action/units.yaml": ####"""
id: action/units
since: 0.2
confidence: strong
states: Labels are in the unit of the states ({limit}), and no other known unit fits them.
found: "{count} of {total} {noun} hold labels in another unit; {worst.episode}: {worst.message}. Gains of all episodes together: {gains}."
measured: "no other known unit fits (gain over the motion: {gains})"
why: >
  Labels in millimetres, degrees, per second or in a controller's own units mean other motions than the states show. Mixed with data in metres and
  radians they dominate or vanish; in single episodes they wreck the statistics of all.
fix: >
  Divide by the gain where labels are written. If the labels are meant so, declare it (motion: velocity), or check against the pack of those who
  train on such units and waive this rule.
needs: [pose.position, action.translation]
metric: action.unit
per: episode
levels:
  - {severity: error, require: {equals: "the states' own"}}
explained_by: [schema/finite, schema/step-flags, schema/declared-features, state/quaternion, action/delta-or-absolute]
formula: |
  g = Σ a·d / Σ d·d
  a: label. d: recorded motion of the step. g is 1 where both are in one unit; it is held against gains that have a name: 1000 (mm), 100 (cm), 57.3 (degrees), the control rate (velocities), controllers' scales.
  g of the dataset is the median over episodes, its interval ±3 · 1.25 · 1.4826 MAD / √N over N episodes or wider.
  Named units: 1000 mm, 100 cm, 57.3 degrees (rotation only), the control rate (velocities), 20 with 2 (robosuite's operational space controller: 0.05 m and 0.5 rad a unit), 13.33 with 6.67 (DROID: 0.075 m and 0.15 rad), each within 15 %, where the interval of g excludes 1.
  Noise of the states lowers g, slow tracking raises it: in data that are not quiet every unit is named between the lower end of g / 1.4 and 1.15 times the upper end of g / (1 − ρ), ρ the residual, median over episodes. Any other gain is reported and not judged:
  honest ones run from 0.5 to 1.4.
examples:
  clean: [euler-base, commanded-delay, twenty-hertz]
  defect: [labels-in-millimetres, one-episode-in-millimetres, rotation-labels-in-degrees, one-episode-in-degrees, velocities-for-deltas]

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
    "Rules/contracts/vla-delivery.yaml": ####"""
# An example of a contract over a delivery of demonstrations. Both sides run
#
#     cupel check DATA --config vla-delivery.yaml --html report.html
#
# and read the same verdict: accepted, rejected with every episode named, or incomplete with what is missing. Copy it, change what you agreed on.
#
# The pack holds what this repository holds true and the numbers of published acceptance pages: labels add up to 1 mm and 0.01 rad, tokens decode to half
# a bin, streams 10 ms apart at most, 720 lines, 24 Hz, 98 % of all steps, half to three times the usual duration, 85 % successes, reviewers who
# agree on 88 %, and so on (Rules/packs/vendor-acceptance.yaml, Rules/acceptance/). Yours stand under limits.
pack: vendor-acceptance

# What the delivery must say of itself. It may answer in features beside the steps, in the cupel.yaml beside the data, or in its README.
provenance:
  collector: required
  hardware: required
  calibration: required
  annotation_protocol: required
  licence: [CC-BY-4.0, CC0-1.0, MIT, Apache-2.0]
  consent: required
  control_hz: required

limits:
  language/diversity: {at_least: 3}
  outcome/mix: {at_least: 85%}

"""####,
    "Rules/coverage/action-bins.yaml": ####"""
id: coverage/action-bins
since: 0.3
confidence: certain
states: "The codec's bins are used."
found: "Of {dimension} only {observed} of the codec's bins are used ({used} of {bins}, {codec})."
measured: "the least used dimension fills {worst.value} of the bins ({codec})"
why: >
  Tokens that never occur are never learned: a policy that uses a tenth of its words has a tenth of its resolution.
fix: >
  Take bounds from quantiles instead of extremes, or record quicker and slower motion.
scope: dataset
view: target
metric: tokens.used-bins
levels:
  - {severity: info, require: {at_least: 10%}}
explained_by: [schema/finite, action/outliers, tokens/resolution]
formula: |
  measured = bins of the codec that any step falls into / all of its bins, by dimension
  Bins of the declared codec, else the target's; a dimension with fewer than five values is left out.
examples: {clean: [with-tokens], defect: [bins-unused]}

"""####,
    "Rules/coverage/balance.yaml": ####"""
id: coverage/balance
since: 0.3
confidence: certain
states: "Tasks are about as frequent as each other."
found: "{tasks} tasks over {episodes} episodes are as uneven as {observed} of them would be: {largest} has {share} (among more of its kind {interval})."
measured: "{tasks} tasks over {episodes} episodes, as even as {observed} of them; the largest, {largest}, has {share}"
why: >
  A policy that sees one task most of the time does that task whatever it is asked.
fix: >
  Sample by task while training, or record more of the rare ones.
scope: dataset
metric: coverage.balance
levels:
  - {severity: info, require: {at_least: 50%}}
formula: |
  measured = e^H / K, H = −Σ p ln p
  p: share of the episodes that a task has. K: number of tasks. 1 where all tasks are equally frequent.
  The Hill number of order 1, over the number of tasks; five episodes a task or more, else it is luck.
examples: {clean: [euler-base], defect: [tasks-uneven]}

"""####,
    "Rules/coverage/late-phase.yaml": ####"""
id: coverage/late-phase
since: 0.3
confidence: heuristic
states: "Episodes do not all come to the same end."
found: "By their end episodes are only {observed} as far apart as where they are furthest: {phases} of a reach at start, quarters and end."
measured: "at the end episodes are {observed} as far apart as where they are furthest ({phases} of a reach at start, quarters and end)"
why: >
  Late in a task the policy has drifted most and the data are thinnest. Where all demonstrations funnel into one place, a small error is never
  shown corrected.
fix: >
  Vary goals as well as starts, and record recoveries near the end. One fixed goal is an honest reason.
scope: split
needs: [pose.position]
metric: coverage.late-spread
levels:
  - {severity: info, require: {at_least: 0.1}}
explained_by: [state/units, duplicates/episodes]
formula: |
  measured = s(end) / max s over start, quarters and end, s(φ) = √(mean |p(e, φ) − mean p(φ)|²)
  p(e, φ): position of episode e at the phase φ.
examples: {clean: [euler-base], defect: [same-end]}

"""####,
    "Rules/coverage/start-state.yaml": ####"""
id: coverage/start-state
since: 0.3
confidence: heuristic
states: "Episodes begin at different places."
found: "{episodes} episodes begin within {observed} of each other, in reaches of one episode."
measured: "episodes begin {observed} of a reach apart (root mean square, {episodes} episodes)"
why: >
  A policy that always began at one place is lost wherever else it is put down.
fix: >
  Start from several poses; a few centimetres are enough to be worth it.
scope: split
needs: [pose.position]
metric: coverage.start-spread
levels:
  - {severity: info, require: {at_least: 0.01}}
explained_by: [state/units, duplicates/episodes]
formula: |
  measured = √(mean |p(e) − mean p|²) / d
  p(e): position at which episode e begins. d: the median diagonal of the box that one episode moves in.
examples: {clean: [euler-base], defect: [same-path-again]}

"""####,
    "Rules/coverage/task-length.yaml": ####"""
id: coverage/task-length
since: 0.3
confidence: certain
states: "Tasks take about as long as each other."
found: "{count} of {total} {noun} take more than {limit} times as long as {shortest} ({steps} steps); {worst.message}."
measured: "no task takes more than {worst.value} of what {shortest} takes ({steps} steps)"
why: >
  Steps are what is trained on: a task that takes five times as long has five times the weight, with as many episodes.
fix: >
  Weigh by episode, or know that the long task comes first.
scope: dataset
metric: coverage.task-length
levels:
  - {severity: info, require: {at_most: 3}}
formula: |
  ratio = median(T of the task) / median(T of the shortest task)
  T the steps of an episode; tasks with five episodes or more.
  Medians of tasks with five episodes or more.
examples: {clean: [euler-base], defect: [one-task-longer]}

"""####,
    "Rules/coverage/tiers.yaml": ####"""
id: coverage/tiers
since: 0.3
confidence: certain
states: "Every declared tier has episodes."
found: "{count} of {total} {noun} are empty: {worst.message}."
measured: "{told}"
why: >
  An evaluation out of distribution, or of safety, that has no data was promised and is not there.
fix: >
  Record it, or correct the names of the splits and tasks in tiers.
scope: dataset
metric: coverage.tiers
levels:
  - {severity: warning, require: {at_least: 1 episodes}}
examples: {clean: [tiers-told], defect: [tier-empty]}
references: ["tiers in cupel.yaml: in_distribution, out_of_distribution and safety, by split and task."]

"""####,
    "Rules/coverage/volume.yaml": ####"""
id: coverage/volume
since: 0.3
confidence: certain
states: "Every task has at least {limit}."
found: "{count} of {total} {noun} have fewer episodes than the training needs; for one, {worst.message}."
measured: "{total} tasks have {fewest} to {most} episodes"
why: >
  A task that is shown too seldom is not learned, and drags on the others while it is trained.
fix: >
  Record more of these tasks, or leave them out and say so.
scope: dataset
metric: coverage.episodes-per-task
levels:
  - {severity: warning, require: {at_least: "{declared.episodes-per-task}"}}
examples: {clean: [needs-met], defect: [needs-not-met]}
references: ["What is needed is declared, episodes_per_task in cupel.yaml: no number holds for all models."]

"""####,
    "Rules/coverage/workspace.yaml": ####"""
id: coverage/workspace
since: 0.3
confidence: heuristic
states: "Episodes cover more room together than each does alone."
found: "All {episodes} episodes move in the same box, {sides}: its diagonal is {observed} of what one episode takes ({reach})."
measured: "{episodes} episodes move in a box of {sides}, {observed} of what one of them takes ({reach})"
why: >
  A policy knows the places that it was shown. Where every episode covers the same ones, nothing tells it what to do a hand's breadth further.
fix: >
  Move objects and goals between episodes.
scope: split
needs: [pose.position]
metric: coverage.workspace
levels:
  - {severity: info, require: {at_least: 1.2}}
explained_by: [state/units, duplicates/episodes]
formula: |
  measured = D / d
  D: diagonal of the box (along the axes) in which all episodes move. d: the median over episodes of the diagonal of one episode's box.
examples: {clean: [euler-base], defect: [same-room-again]}

"""####,
    "Rules/datasets/asu-table-top.yaml": ####"""
name: asu-table-top
summary: "ASU TableTop, a UR5"
names: [asu_table_top_converted_externally_to_rlds]
features:
  ["action[0:7]", "observation/state[0:7]", observation/image, "ground_truth_states/EE[0:6]", "action_delta[0:7]", language_instruction,
   "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  pose.position: ["ground_truth_states/EE[0:3]"]
  pose.rotation: ["ground_truth_states/EE[3:6]"]
  gripper.state: ["observation/state[6]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [asu_table_top_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: ground_truth_states/EE}
      - {constant: 0, width: 1, as: padding}
      - {from: "observation/state[6]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:623; prismatic/vla/datasets/rlds/oxe/configs.py:422"
  octo:
    names: [asu_table_top_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: ground_truth_states/EE}
      - {from: "observation/state[6]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:719; octo/data/oxe/oxe_dataset_configs.py:350"
facts:
  - states: "The state is taken from ground_truth_states, the action as it is, though action_delta stands beside it."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:623-626"

"""####,
    "Rules/datasets/austin-buds.yaml": ####"""
name: austin-buds
summary: "Austin BUDS, a Franka arm in a toy kitchen"
names: [austin_buds_dataset_converted_externally_to_rlds]
features:
  ["action[0:7]", "observation/state[0:24]", observation/image, observation/wrist_image, language_instruction, "is_first[0]",
   "is_last[0]", "is_terminal[0]"]
gripper: {range: [-1, 1], open: -1}
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  joints: ["observation/state[0:7]"]
  gripper.state: ["observation/state[7]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/wrist_image]
loaders:
  openvla:
    names: [austin_buds_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {from: "observation/state[0:8]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:376; prismatic/vla/datasets/rlds/oxe/configs.py:216"
  octo:
    names: [austin_buds_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {from: "observation/state[0:8]"}
    instruction: language_instruction
    blanks_instruction: true
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:382; octo/data/oxe/oxe_dataset_configs.py:172"
facts:
  - states: "The gripper, -1 to open and 1 to close, is clipped to [0, 1] and turned round."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:376-390"
  - states: Octo blanks the instruction as uninformative.
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:394-396"

"""####,
    "Rules/datasets/austin-sailor.yaml": ####"""
name: austin-sailor
summary: "Austin SAILOR, a Franka arm"
names: [austin_sailor_dataset_converted_externally_to_rlds]
features:
  ["action[0:7]", "observation/state[0:8]", observation/image, observation/wrist_image, "observation/state_ee[0:16]",
   "observation/state_joint[0:7]", language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
gripper: {range: [-1, 1], open: -1}
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  pose.position: ["observation/state[0:3]"]
  pose.rotation: ["observation/state[3:7]"]
  gripper.state: ["observation/state[7]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/wrist_image]
loaders:
  openvla:
    names: [austin_sailor_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {from: observation/state}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:468; prismatic/vla/datasets/rlds/oxe/configs.py:293"
  octo:
    names: [austin_sailor_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {from: observation/state}
    instruction: language_instruction
    blanks_instruction: true
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:487; octo/data/oxe/oxe_dataset_configs.py:242"
facts:
  - states: "The gripper, -1 to open and 1 to close, is clipped to [0, 1] and turned round."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:468-481"
  - states: Octo blanks the instruction as uninformative.
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:499-501"

"""####,
    "Rules/datasets/austin-sirius.yaml": ####"""
name: austin-sirius
summary: "Austin SIRIUS, a Franka arm with a human who steps in"
names: [austin_sirius_dataset_converted_externally_to_rlds]
features:
  ["action[0:7]", "observation/state[0:8]", observation/image, observation/wrist_image, "observation/state_ee[0:16]",
   "observation/state_joint[0:7]", "action_mode[0]", language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
gripper: {range: [-1, 1], open: -1}
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  joints: ["observation/state[0:7]"]
  gripper.state: ["observation/state[7]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/wrist_image]
loaders:
  openvla:
    names: [austin_sirius_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {from: observation/state}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:484; prismatic/vla/datasets/rlds/oxe/configs.py:304"
  octo:
    names: [austin_sirius_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {from: observation/state}
    instruction: language_instruction
    blanks_instruction: true
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:505; octo/data/oxe/oxe_dataset_configs.py:252"
facts:
  - states: "The gripper, -1 to open and 1 to close, is clipped to [0, 1] and turned round."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:484-497"
  - states: Octo blanks the instruction as uninformative.
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:517-519"

"""####,
    "Rules/datasets/bc-z.yaml": ####"""
name: bc-z
summary: "BC-Z, a mobile manipulator at 10 Hz"
names: [bc_z]
features:
  ["action/future/axis_angle_residual[0:30]", "action/future/target_close[0:10]", "action/future/xyz_residual[0:30]", observation/image,
   "observation/present/axis_angle[0:3]", "observation/present/sensed_close[0]", "observation/present/xyz[0:3]",
   observation/natural_language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
rotation: {state: rotation-vector, action: rotation-vector}
gripper: {range: [0, 1], open: 0}
roles:
  pose.position: [observation/present/xyz]
  pose.rotation: [observation/present/axis_angle]
  gripper.state: [observation/present/sensed_close]
  action.translation: ["action/future/xyz_residual[0:3]"]
  action.rotation: ["action/future/axis_angle_residual[0:3]"]
  action.gripper: ["action/future/target_close[0]"]
  instruction: [observation/natural_language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [bc_z]
    action:
      - {from: "action/future/xyz_residual[0:3]", as: translation}
      - {from: "action/future/axis_angle_residual[0:3]", as: rotation, form: rotation-vector}
      - {from: "action/future/target_close[0]", do: [invert], as: gripper}
    proprio:
      - {from: observation/present/xyz}
      - {from: observation/present/axis_angle}
      - {constant: 0, width: 1, as: padding}
      - {from: observation/present/sensed_close}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:500; prismatic/vla/datasets/rlds/oxe/configs.py:315"
  octo:
    names: [bc_z]
    action:
      - {from: "action/future/xyz_residual[0:3]", as: translation}
      - {from: "action/future/axis_angle_residual[0:3]", as: rotation, form: rotation-vector}
      - {from: "action/future/target_close[0]", do: [invert], as: gripper}
    proprio:
      - {from: observation/present/xyz}
      - {from: observation/present/axis_angle}
      - {from: observation/present/sensed_close}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:523; octo/data/oxe/oxe_dataset_configs.py:262"
facts:
  - states: Ten actions ahead are stored with each step; the loaders take the first.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:500-510"
  - states: "Rotations are axis times angle and stand where the model reads roll, pitch, yaw."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:500-510; the release's own description of axis_angle_residual"
  - states: "Each residual is to be added to the axis times angle of the moment: a difference of rotation vectors, not a composed rotation."
    evidence: the release's own description of axis_angle_residual

"""####,
    "Rules/datasets/berkeley-autolab-ur5.yaml": ####"""
name: berkeley-autolab-ur5
summary: "Berkeley AutoLab UR5, a UR5 at a table"
names: [berkeley_autolab_ur5]
features:
  ["action/gripper_closedness_action[0]", "action/rotation_delta[0:3]", "action/terminate_episode[0]", "action/world_vector[0:3]",
   observation/hand_image, observation/image, observation/image_with_depth, "observation/robot_state[0:15]",
   observation/natural_language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
rotation: {action: euler-xyz}
roles:
  pose.position: ["observation/robot_state[6:9]"]
  pose.rotation: ["observation/robot_state[9:13]"]
  gripper.state: ["observation/robot_state[13]"]
  joints: ["observation/robot_state[0:6]"]
  action.translation: [action/world_vector]
  action.rotation: [action/rotation_delta]
  action.gripper: [action/gripper_closedness_action]
  instruction: [observation/natural_language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/hand_image]
loaders:
  openvla:
    names: [berkeley_autolab_ur5]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/gripper_closedness_action, do: [{hold: 0.1}], as: gripper}
    proprio:
      - {from: "observation/robot_state[6:14]"}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/hand_image}
    notes:
      - image_with_depth becomes the depth picture.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:263; prismatic/vla/datasets/rlds/oxe/configs.py:155"
  octo:
    names: [berkeley_autolab_ur5]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/gripper_closedness_action, do: [{hold: 0.1}], as: gripper}
    proprio:
      - {from: "observation/robot_state[6:14]"}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/hand_image}
    notes:
      - image_with_depth becomes the depth picture.
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:243; octo/data/oxe/oxe_dataset_configs.py:118"
facts:
  - states: "Gripper actions are changes: 1 closes, -1 opens, 0 leaves it."
    evidence: "the release's own description of gripper_closedness_action; openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:267-269"

"""####,
    "Rules/datasets/berkeley-cable-routing.yaml": ####"""
name: berkeley-cable-routing
summary: "Berkeley Cable Routing, a Franka arm"
names: [berkeley_cable_routing]
features:
  ["action/rotation_delta[0:3]", "action/terminate_episode[0]", "action/world_vector[0:3]", observation/image, observation/top_image,
   observation/wrist45_image, observation/wrist225_image, "observation/robot_state[0:7]", observation/natural_language_instruction,
   "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  action.translation: [action/world_vector]
  action.rotation: [action/rotation_delta]
  joints: [observation/robot_state]
  instruction: [observation/natural_language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/wrist45_image]
loaders:
  openvla:
    names: [berkeley_cable_routing]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {constant: 0, width: 1, as: gripper}
    proprio:
      - {from: observation/robot_state}
      - {constant: 0, width: 1, as: padding}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist45_image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:187; prismatic/vla/datasets/rlds/oxe/configs.py:119"
  octo:
    names: [berkeley_cable_routing]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {constant: 0, width: 1, as: gripper}
    proprio:
      - {from: observation/robot_state}
    instruction: observation/natural_language_instruction
    blanks_instruction: true
    cameras: {image_primary: observation/image, image_wrist: observation/wrist45_image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:151; octo/data/oxe/oxe_dataset_configs.py:86"
facts:
  - states: "There is no gripper: the loaders fill in 0, which they read as closed."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:187-195"
  - states: World vector and rotation are velocities.
    evidence: "tensorflow/datasets @ 8ec8cc47, docs/catalog/berkeley_cable_routing.md"
  - states: Octo blanks the instruction as uninformative.
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:163-165"

"""####,
    "Rules/datasets/berkeley-fanuc.yaml": ####"""
name: berkeley-fanuc
summary: "Berkeley Fanuc, a Fanuc arm"
names: [berkeley_fanuc_manipulation]
features:
  ["action[0:6]", "observation/state[0:13]", observation/image, observation/wrist_image, "observation/end_effector_state[0:7]",
   language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  joints: ["observation/state[0:6]"]
  gripper.state: ["observation/state[6]"]
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/wrist_image]
loaders:
  openvla:
    names: [berkeley_fanuc_manipulation]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "observation/state[6]", do: [invert], as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
      - {constant: 0, width: 1, as: padding}
      - {from: "observation/state[6]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:686; prismatic/vla/datasets/rlds/oxe/configs.py:476"
  octo:
    names: [berkeley_fanuc_manipulation]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "observation/state[6]", do: [invert], as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
      - {from: "observation/state[6]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:799; octo/data/oxe/oxe_dataset_configs.py:398"
facts:
  - states: "No gripper action is stored: one minus the gripper's state stands for it, so that the label never leads the motion."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:686-698"

"""####,
    "Rules/datasets/berkeley-mvp.yaml": ####"""
name: berkeley-mvp
summary: "Berkeley MVP, an xArm by its joints"
names: [berkeley_mvp_converted_externally_to_rlds]
features:
  ["action[0:8]", "observation/gripper[0]", observation/hand_image, "observation/joint_pos[0:7]", "observation/pose[0:7]",
   language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  joints: [observation/joint_pos]
  pose.position: ["observation/pose[0:3]"]
  pose.rotation: ["observation/pose[3:7]"]
  gripper.state: [observation/gripper]
  action.joints: ["action[0:7]"]
  action.gripper: ["action[7]"]
  instruction: [language_instruction]
  image.wrist: [observation/hand_image]
loaders:
  octo:
    names: [berkeley_mvp_converted_externally_to_rlds]
    action:
      - {from: "action[0:7]", as: joints}
      - {from: "action[7]", do: [invert], as: gripper}
    proprio:
      - {from: observation/pose}
      - {from: observation/gripper}
    instruction: language_instruction
    cameras: {image_wrist: observation/hand_image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:599; octo/data/oxe/oxe_dataset_configs.py:302"
  openvla:
    names: [berkeley_mvp_converted_externally_to_rlds]
    action:
      - {from: "action[0:7]", as: joints}
      - {from: "action[7]", as: gripper}
    proprio:
      - {from: observation/pose}
      - {from: observation/gripper}
    instruction: language_instruction
    cameras: {image_wrist: observation/hand_image}
    notes:
      - "The table skips it with a warning: joint actions are not supported."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:556; prismatic/vla/datasets/rlds/oxe/configs.py:366"
facts:
  - states: "OpenVLA names it in its table and cannot load it: joint actions are skipped with a warning."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/materialize.py:32-33, 128-129"
  - states: "Octo turns the gripper round, OpenVLA does not."
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:599-617"

"""####,
    "Rules/datasets/bridge-oxe.yaml": ####"""
name: bridge-oxe
summary: "BridgeData as it stands in the Open X-Embodiment mixture, the action as a dictionary"
names: [bridge]
features:
  ["action/open_gripper[0]", "action/rotation_delta[0:3]", "action/terminate_episode[0]", "action/world_vector[0:3]", observation/image,
   observation/natural_language_instruction, "observation/state[0:7]", "is_first[0]", "is_last[0]", "is_terminal[0]"]
labels: commanded
frame: base
rotation: {state: euler-xyz, action: euler-xyz}
control_hz: 5
gripper: {range: [0, 1], open: 1}
roles:
  pose.position: ["observation/state[0:3]"]
  pose.rotation: ["observation/state[3:6]"]
  gripper.state: ["observation/state[6]"]
  action.translation: [action/world_vector]
  action.rotation: [action/rotation_delta]
  action.gripper: [action/open_gripper]
  instruction: [observation/natural_language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [bridge_oxe]
    drop_first: 1
    drop_last: 1
    action:
      - {from: "observation/state[0:3]", do: [difference], as: translation}
      - {from: "observation/state[3:6]", do: [difference], as: rotation, form: euler-xyz}
      - {from: action/open_gripper, as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
      - {constant: 0, width: 1, as: padding}
      - {from: "observation/state[6]"}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/image}
    notes:
      - "The table knows it as bridge_oxe: the folder of the dataset must carry that name."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:31; prismatic/vla/datasets/rlds/oxe/configs.py:72"
  openvla-oft:
    names: [bridge_oxe]
    drop_first: 1
    drop_last: 1
    action:
      - {from: "observation/state[0:3]", do: [difference], as: translation}
      - {from: "observation/state[3:6]", do: [difference], as: rotation, form: euler-xyz}
      - {from: action/open_gripper, as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
      - {from: "observation/state[6]"}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/image}
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/oxe/transforms.py:31; prismatic/vla/datasets/rlds/oxe/configs.py:72"
facts:
  - states: "The arm's actions are replaced by differences of successive states, the first and the last step are dropped."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:31-58"
  - states: "Octo's table holds the project's own release alone, under the name bridge_dataset."
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_dataset_configs.py:54-61"

"""####,
    "Rules/datasets/bridge.yaml": ####"""
name: bridge
summary: "BridgeData V2 from the project's own release, a WidowX arm at 5 Hz"
names: [bridge_dataset, bridge_orig]
features:
  ["action[0:7]", "observation/state[0:7]", observation/image_0, language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
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
  instruction: [language_instruction]
  image.primary: [observation/image_0]
loaders:
  openvla:
    names: [bridge_orig, bridge_dataset]
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
    cameras: {image_primary: observation/image_0}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:61; prismatic/vla/datasets/rlds/oxe/configs.py:79-92"
  openvla-oft:
    names: [bridge_orig, bridge_dataset]
    drop_first: 1
    drop_last: 1
    action:
      - {from: "observation/state[0:3]", do: [difference], as: translation}
      - {from: "observation/state[3:6]", do: [difference], as: rotation, form: euler-xyz}
      - {from: "action[6]", do: [{binarise: [0.05, 0.95]}], as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
      - {from: "observation/state[6]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image_0}
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/oxe/transforms.py:61; prismatic/vla/datasets/rlds/oxe/configs.py:79-92"
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
    cameras: {image_primary: observation/image_0}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:27; octo/data/oxe/oxe_dataset_configs.py:56"
facts:
  - states: "The arm's actions in the release are commands; the loaders replace them by element-wise differences of successive states, angles included, and drop the last step. An angle that wraps gives a difference of a whole turn."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/utils/data_utils.py:166-172; octo-models/octo @ 241fb35, octo/data/utils/data_utils.py:396-414"
  - states: "The first action of an episode is all zero; OpenVLA drops that step, Octo trains on it."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:61-74; octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:27-39"
  - states: "The gripper becomes 1 above 0.95 and 0 below 0.05, in between what comes next; a run in between at the end keeps the last raw value."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/utils/data_utils.py:106-134"
  - states: "Before July 2021 the recordings have a camera latency of one step, which the project's own conversion takes out."
    evidence: "rail-berkeley/bridge_data_v2 @ 830fc9e, data_processing/bridgedata_raw_to_numpy.py:152-213"
  - states: Some copies of the release never set is_last nor is_terminal.
    evidence: "octo-models/octo @ 241fb35, tests/debug_dataset"

"""####,
    "Rules/datasets/cmu-play-fusion.yaml": ####"""
name: cmu-play-fusion
summary: "CMU Play Fusion, a Franka arm at play"
names: [cmu_play_fusion]
features:
  ["action[0:9]", "observation/state[0:8]", observation/image, language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  joints: ["observation/state[0:7]"]
  gripper.state: ["observation/state[7]"]
  action.translation: ["action[0:3]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [cmu_play_fusion]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[5:8]", as: rotation}
      - {from: "action[8]", as: gripper}
    proprio:
      - {from: observation/state}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:715; prismatic/vla/datasets/rlds/oxe/configs.py:498"
  octo:
    names: [cmu_play_fusion]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[5:8]", as: rotation}
      - {from: "action[8]", as: gripper}
    proprio:
      - {from: observation/state}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:835; octo/data/oxe/oxe_dataset_configs.py:418"
facts:
  - states: "Of position, quaternion, gripper and end, the loaders take the first three and the last four: two numbers of the quaternion, the gripper and the end stand where rotation and gripper are read."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:715-723; the release's own description of action"

"""####,
    "Rules/datasets/cmu-stretch.yaml": ####"""
name: cmu-stretch
summary: "CMU Stretch, a Hello Stretch in homes"
names: [cmu_stretch]
features:
  ["action[0:8]", "observation/state[0:4]", observation/image, language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [cmu_stretch]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: "observation/state[0:3]"}
      - {constant: 0, width: 4, as: padding}
      - {from: "observation/state[3]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:726; prismatic/vla/datasets/rlds/oxe/configs.py:505"
  octo:
    names: [cmu_stretch]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: "observation/state[0:3]"}
      - {constant: 0, width: 3, as: padding}
      - {from: "observation/state[3]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:847; octo/data/oxe/oxe_dataset_configs.py:424"
facts:
  - states: "The eighth dimension, which ends the episode, is left out; the state has no rotation, zeros stand for it."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:726-736"

"""####,
    "Rules/datasets/columbia-pusht.yaml": ####"""
name: columbia-pusht
summary: "Columbia PushT, a UR5 that pushes a T"
names: [columbia_cairlab_pusht_real]
features:
  ["action/gripper_closedness_action[0]", "action/rotation_delta[0:3]", "action/terminate_episode[0]", "action/world_vector[0:3]",
   observation/image, observation/wrist_image, "observation/robot_state[0:2]", observation/natural_language_instruction, "is_first[0]",
   "is_last[0]", "is_terminal[0]"]
rotation: {action: euler-xyz}
roles:
  action.translation: [action/world_vector]
  action.rotation: [action/rotation_delta]
  action.gripper: [action/gripper_closedness_action]
  instruction: [observation/natural_language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/wrist_image]
loaders:
  openvla:
    names: [columbia_cairlab_pusht_real]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/gripper_closedness_action, as: gripper}
    proprio:
      - {from: observation/robot_state}
      - {constant: 0, width: 6, as: padding}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:319; prismatic/vla/datasets/rlds/oxe/configs.py:180"
  octo:
    names: [columbia_cairlab_pusht_real]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/gripper_closedness_action, as: gripper}
    proprio:
      - {from: observation/robot_state}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:313; octo/data/oxe/oxe_dataset_configs.py:140"
facts:
  - states: "The gripper's closedness, 1 to close and -1 to open, is passed on as it is, where the model reads 1 as open."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:319-327; tensorflow/datasets @ 12431886, docs/catalog/columbia_cairlab_pusht_real.md"

"""####,
    "Rules/datasets/dlr-sara-grid-clamp.yaml": ####"""
name: dlr-sara-grid-clamp
summary: "DLR SARA, placing a grid clamp"
names: [dlr_sara_grid_clamp_converted_externally_to_rlds]
features:
  ["action[0:7]", "observation/state[0:12]", observation/image, language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  pose.position: ["observation/state[0:3]"]
  stream.wrench: ["observation/state[6:12]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [dlr_sara_grid_clamp_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
      - {constant: 0, width: 2, as: padding}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:606; prismatic/vla/datasets/rlds/oxe/configs.py:408"
  octo:
    names: [dlr_sara_grid_clamp_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:699; octo/data/oxe/oxe_dataset_configs.py:338"
facts:
  - states: The wrench in the state is not read.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:606-608"
  - states: "Angles are those of the order z, x, y, where the model reads x, y, z."
    evidence: the release's own description of action

"""####,
    "Rules/datasets/dlr-sara-pour.yaml": ####"""
name: dlr-sara-pour
summary: "DLR SARA, pouring"
names: [dlr_sara_pour_converted_externally_to_rlds]
features:
  ["action[0:7]", "observation/state[0:6]", observation/image, language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  pose.position: ["observation/state[0:3]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [dlr_sara_pour_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: observation/state}
      - {constant: 0, width: 2, as: padding}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:602; prismatic/vla/datasets/rlds/oxe/configs.py:401"
  octo:
    names: [dlr_sara_pour_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: observation/state}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:694; octo/data/oxe/oxe_dataset_configs.py:332"
facts:
  - states: The loaders change nothing.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:602-603"
  - states: "Angles are those of the order z, x, y, where the model reads x, y, z."
    evidence: the release's own description of action

"""####,
    "Rules/datasets/droid.yaml": ####"""
name: droid
summary: "DROID, a Franka arm at many sites at 15 Hz, commanded targets beside what was reached"
names: [droid, droid_100, r2d2_faceblur]
features:
  ["action[0:7]", "action_dict/cartesian_position[0:6]", "action_dict/cartesian_velocity[0:6]", "action_dict/gripper_position[0]",
   "action_dict/gripper_velocity[0]", "action_dict/joint_position[0:7]", "action_dict/joint_velocity[0:7]", language_instruction,
   language_instruction_2, language_instruction_3, "observation/cartesian_position[0:6]", observation/exterior_image_1_left,
   observation/exterior_image_2_left, "observation/gripper_position[0]", "observation/joint_position[0:7]", observation/wrist_image_left,
   "is_first[0]", "is_last[0]", "is_terminal[0]"]
labels: commanded
frame: base
rotation: {state: euler-xyz, action: euler-xyz}
control_hz: 15
gripper: {range: [0, 1], open: 0}
roles:
  pose.position: ["observation/cartesian_position[0:3]"]
  pose.rotation: ["observation/cartesian_position[3:6]"]
  gripper.state: [observation/gripper_position]
  joints: [observation/joint_position]
  action.translation: ["action_dict/cartesian_velocity[0:3]"]
  action.rotation: ["action_dict/cartesian_velocity[3:6]"]
  action.gripper: [action_dict/gripper_position]
  action.joints: [action_dict/joint_position]
  instruction: [language_instruction]
  image.primary: [observation/exterior_image_1_left]
  image.wrist: [observation/wrist_image_left]
loaders:
  openvla:
    names: [droid]
    idle_rule: openvla-droid
    action:
      - {from: "action_dict/cartesian_velocity[0:3]", as: translation}
      - {from: "action_dict/cartesian_velocity[3:6]", as: rotation, form: euler-xyz}
      - {from: action_dict/gripper_position, do: [invert], as: gripper}
    proprio:
      - {from: observation/cartesian_position}
      - {from: observation/gripper_position}
    instruction: language_instruction
    cameras: {image_primary: observation/exterior_image_1_left, image_wrist: observation/wrist_image_left}
    notes:
      - "The two outside cameras are swapped at random, once an episode."
      - "Steps at which the arm rests are left out after scaling, by DROID's own quantiles written in the code."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/utils/droid_utils.py:66; prismatic/vla/datasets/rlds/oxe/configs.py:533"
  openpi:
    names: [droid]
    idle_rule: openpi-droid
    action:
      - {from: action_dict/joint_position, as: joints}
      - {from: action_dict/gripper_position, as: gripper}
    proprio:
      - {from: observation/joint_position}
      - {from: observation/gripper_position}
    idle:
      - {from: action_dict/joint_velocity}
    instruction: language_instruction
    cameras: {base_0_rgb: observation/exterior_image_1_left, wrist_0_rgb: observation/wrist_image_left}
    notes:
      - Joint targets become differences to the joints at the chunk's start.
      - One of the two outside cameras and one of the three instructions are drawn at random.
    evidence: "Physical-Intelligence/openpi @ 15a9616, src/openpi/training/droid_rlds_dataset.py:115-169; src/openpi/policies/droid_policy.py:35-64"
facts:
  - states: "The commanded Cartesian velocity is a share of 0.075 m and 0.15 rad a step, not metres."
    evidence: "droid-dataset/droid @ 1548722, droid/robot_ik/robot_ik_solver.py:13-14, 69-86"
  - states: "The gripper is 1 when closed; OpenVLA turns it round, openpi reads it as it is."
    evidence: "droid-dataset/droid @ 1548722, droid/franka/robot.py:150-151; openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/utils/droid_utils.py:77"
  - states: "OpenVLA's configuration calls the state a quaternion; it is six numbers of a pose with roll, pitch, yaw, and the gripper."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/configs.py:541; openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/utils/droid_utils.py:87-93"
  - states: Octo's table does not hold it.
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:971-1030"

"""####,
    "Rules/datasets/fmb.yaml": ####"""
name: fmb
summary: "FMB, a Franka arm that assembles"
names: [fmb, fmb_dataset]
features:
  ["action[0:7]", "observation/eef_pose[0:7]", "observation/eef_force[0:3]", "observation/joint_pos[0:7]",
   "observation/state_gripper_pose[0]", observation/image_side_1, observation/image_side_2, observation/image_wrist_1,
   language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  pose.position: ["observation/eef_pose[0:3]"]
  pose.rotation: ["observation/eef_pose[3:7]"]
  joints: [observation/joint_pos]
  gripper.state: [observation/state_gripper_pose]
  stream.force: [observation/eef_force]
  instruction: [language_instruction]
  image.primary: [observation/image_side_1]
  image.wrist: [observation/image_wrist_1]
loaders:
  openvla:
    names: [fmb_dataset]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: observation/eef_pose}
      - {from: observation/state_gripper_pose}
    instruction: language_instruction
    cameras: {image_primary: observation/image_side_1, image_wrist: observation/image_wrist_1}
    notes:
      - The tables know it as fmb_dataset.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:760; prismatic/vla/datasets/rlds/oxe/configs.py:549"
  octo:
    names: [fmb_dataset]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: observation/eef_pose}
      - {from: observation/state_gripper_pose}
    instruction: language_instruction
    cameras: {image_primary: observation/image_side_1, image_wrist: observation/image_wrist_1}
    notes:
      - The tables know it as fmb_dataset.
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:909; octo/data/oxe/oxe_dataset_configs.py:466"
facts:
  - states: The loaders leave the action as it is.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:760-769"

"""####,
    "Rules/datasets/fractal.yaml": ####"""
name: fractal
summary: "RT-1's own data, Google's mobile manipulator at 3 Hz"
names: [fractal20220817_data]
features:
  ["action/base_displacement_vector[0:2]", "action/base_displacement_vertical_rotation[0]", "action/gripper_closedness_action[0]",
   "action/rotation_delta[0:3]", "action/terminate_episode[0:3]", "action/world_vector[0:3]", "observation/base_pose_tool_reached[0:7]",
   "observation/gripper_closed[0]", observation/image, observation/natural_language_instruction, "is_first[0]", "is_last[0]",
   "is_terminal[0]"]
labels: commanded
frame: base
rotation: {action: euler-xyz}
control_hz: 3
roles:
  pose.position: ["observation/base_pose_tool_reached[0:3]"]
  pose.rotation: ["observation/base_pose_tool_reached[3:7]"]
  gripper.state: [observation/gripper_closed]
  action.translation: [action/world_vector]
  action.rotation: [action/rotation_delta]
  action.gripper: [action/gripper_closedness_action]
  instruction: [observation/natural_language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [fractal20220817_data]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/gripper_closedness_action, do: [{hold: 0.1}], as: gripper}
    proprio:
      - {from: observation/base_pose_tool_reached}
      - {from: observation/gripper_closed}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/image}
    notes:
      - Base motion and terminate_episode are not read.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:102; prismatic/vla/datasets/rlds/oxe/configs.py:55"
  octo:
    names: [fractal20220817_data]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/gripper_closedness_action, do: [{hold: 0.1}], as: gripper}
    proprio:
      - {from: observation/base_pose_tool_reached}
      - {from: observation/gripper_closed}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/image}
    notes:
      - Base motion and terminate_episode are not read.
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:42; octo/data/oxe/oxe_dataset_configs.py:42"
facts:
  - states: "Gripper actions are changes, positive to close; the loaders hold them, and take the first to be no repetition."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:102-105; openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/utils/data_utils.py:141-162"
  - states: "Translation and rotation are commanded displacements in the base's frame, the rotation as roll, pitch, yaw."
    evidence: "tensorflow/datasets @ 2b57a771, docs/catalog/fractal20220817_data.md"
  - states: "Success and collection mode of an episode lie beside the steps, under aspects and attributes."
    evidence: "tensorflow/datasets @ 2b57a771, docs/catalog/fractal20220817_data.md"

"""####,
    "Rules/datasets/iamlab-pick-insert.yaml": ####"""
name: iamlab-pick-insert
summary: "CMU IAM Lab, picking and inserting with a Franka arm"
names: [iamlab_cmu_pickup_insert_converted_externally_to_rlds]
features:
  ["action[0:8]", "observation/state[0:20]", observation/image, observation/wrist_image, language_instruction, "is_first[0]",
   "is_last[0]", "is_terminal[0]"]
roles:
  joints: ["observation/state[0:7]"]
  gripper.state: ["observation/state[7]"]
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:7]"]
  action.gripper: ["action[7]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/wrist_image]
loaders:
  openvla:
    names: [iamlab_cmu_pickup_insert_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:7]", do: [quaternion-to-euler], as: rotation, form: euler-xyz}
      - {from: "action[7]", as: gripper}
    proprio:
      - {from: "observation/state[0:7]"}
      - {from: "observation/state[7]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:640; prismatic/vla/datasets/rlds/oxe/configs.py:447"
  octo:
    names: [iamlab_cmu_pickup_insert_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:7]", do: [quaternion-to-euler], as: rotation, form: euler-xyz}
      - {from: "action[7]", as: gripper}
    proprio:
      - {from: "observation/state[0:7]"}
      - {from: "observation/state[7]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:744; octo/data/oxe/oxe_dataset_configs.py:372"
facts:
  - states: "The action's quaternion, scalar last, becomes roll, pitch, yaw."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:640-653"

"""####,
    "Rules/datasets/imperial-wristcam.yaml": ####"""
name: imperial-wristcam
summary: "Imperial College, a Sawyer with a camera at its wrist"
names: [imperialcollege_sawyer_wrist_cam]
features:
  ["action[0:8]", "observation/state[0]", observation/image, observation/wrist_image, language_instruction, "is_first[0]", "is_last[0]",
   "is_terminal[0]"]
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/wrist_image]
loaders:
  openvla:
    names: [imperialcollege_sawyer_wrist_cam]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {constant: 0, width: 7, as: padding}
      - {from: observation/state}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:635; prismatic/vla/datasets/rlds/oxe/configs.py:436"
  octo:
    names: [imperialcollege_sawyer_wrist_cam]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {constant: 0, width: 1, as: padding}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:735; octo/data/oxe/oxe_dataset_configs.py:362"
facts:
  - states: "The eighth dimension, which ends the episode, is left out."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:635-637"

"""####,
    "Rules/datasets/jaco-play.yaml": ####"""
name: jaco-play
summary: "JACO Play, a Jaco 2 arm by teleoperation"
names: [jaco_play]
features:
  ["action/gripper_closedness_action[0]", "action/terminate_episode[0:3]", "action/world_vector[0:3]",
   "observation/end_effector_cartesian_pos[0:7]", "observation/end_effector_cartesian_velocity[0:6]", observation/image,
   observation/image_wrist, "observation/joint_pos[0:8]", observation/natural_language_instruction, "is_first[0]", "is_last[0]",
   "is_terminal[0]"]
roles:
  pose.position: ["observation/end_effector_cartesian_pos[0:3]"]
  joints: [observation/joint_pos]
  action.translation: [action/world_vector]
  action.gripper: [action/gripper_closedness_action]
  instruction: [observation/natural_language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/image_wrist]
loaders:
  openvla:
    names: [jaco_play]
    action:
      - {from: action/world_vector, as: translation}
      - {constant: 0, width: 3, as: rotation}
      - {from: action/gripper_closedness_action, do: [{hold: 0.1}], as: gripper}
    proprio:
      - {from: "observation/end_effector_cartesian_pos[0:6]"}
      - {constant: 0, width: 1, as: padding}
      - {from: "observation/end_effector_cartesian_pos[6]"}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/image_wrist}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:167; prismatic/vla/datasets/rlds/oxe/configs.py:108"
  octo:
    names: [jaco_play]
    action:
      - {from: action/world_vector, as: translation}
      - {constant: 0, width: 3, as: rotation}
      - {from: action/gripper_closedness_action, do: [{hold: 0.1}], as: gripper}
    proprio:
      - {from: observation/end_effector_cartesian_pos}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/image_wrist}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:129; octo/data/oxe/oxe_dataset_configs.py:76"
facts:
  - states: "There are no rotations: the loaders fill in three constant dimensions."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:175-182"
  - states: "Gripper actions are changes, positive to close."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:171-173"

"""####,
    "Rules/datasets/kaist-nonprehensile.yaml": ####"""
name: kaist-nonprehensile
summary: "KAIST Nonprehensile, a Franka arm that pushes"
names: [kaist_nonprehensile_converted_externally_to_rlds]
features:
  ["action[0:20]", "observation/state[0:21]", observation/image, language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
rotation: {action: rotation-vector}
roles:
  pose.position: ["observation/state[14:17]"]
  pose.rotation: ["observation/state[17:21]"]
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [kaist_nonprehensile_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation, form: rotation-vector}
      - {constant: 0, width: 1, as: gripper}
    proprio:
      - {from: "observation/state[14:21]"}
      - {constant: 0, width: 1, as: padding}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:564; prismatic/vla/datasets/rlds/oxe/configs.py:380"
  octo:
    names: [kaist_nonprehensile_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation, form: rotation-vector}
      - {constant: 0, width: 1, as: gripper}
    proprio:
      - {from: "observation/state[14:21]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:649; octo/data/oxe/oxe_dataset_configs.py:314"
facts:
  - states: "There is no gripper: the loaders fill in 0, which they read as closed. The fourteen gains behind the pose are left out."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:564-573"

"""####,
    "Rules/datasets/kuka.yaml": ####"""
name: kuka
summary: QT-Opt's bin picking with Kuka arms
names: [kuka]
features:
  ["action/base_displacement_vector[0:2]", "action/base_displacement_vertical_rotation[0]", "action/gripper_closedness_action[0]",
   "action/rotation_delta[0:3]", "action/terminate_episode[0:3]", "action/world_vector[0:3]",
   "observation/clip_function_input/base_pose_tool_reached[0:7]", "observation/gripper_closed[0]", observation/image,
   observation/natural_language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
frame: base
rotation: {action: euler-xyz}
roles:
  pose.position: ["observation/clip_function_input/base_pose_tool_reached[0:3]"]
  pose.rotation: ["observation/clip_function_input/base_pose_tool_reached[3:7]"]
  gripper.state: [observation/gripper_closed]
  action.translation: [action/world_vector]
  action.rotation: [action/rotation_delta]
  action.gripper: [action/gripper_closedness_action]
  instruction: [observation/natural_language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [kuka]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/gripper_closedness_action, do: [{hold: 0.1}], as: gripper}
    proprio:
      - {from: observation/clip_function_input/base_pose_tool_reached}
      - {from: observation/gripper_closed}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:119; prismatic/vla/datasets/rlds/oxe/configs.py:62"
  octo:
    names: [kuka]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/gripper_closedness_action, do: [{hold: 0.1}], as: gripper}
    proprio:
      - {from: observation/clip_function_input/base_pose_tool_reached}
      - {from: observation/gripper_closed}
    instruction: observation/natural_language_instruction
    blanks_instruction: true
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:68; octo/data/oxe/oxe_dataset_configs.py:48"
facts:
  - states: "State and gripper are stored as zlib streams of float32; the loaders inflate them in their transform, and so does Cupel where features.json declares that encoding."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:132-141"
  - states: "Octo blanks the instruction as uninformative, OpenVLA keeps it."
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:98-100; openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:142-145"

"""####,
    "Rules/datasets/language-table.yaml": ####"""
name: language-table
summary: "Language Table, an xArm that pushes blocks in a plane"
names: [language_table, language_table_sim]
features:
  ["action[0:2]", "observation/effector_target_translation[0:2]", "observation/effector_translation[0:2]",
   "observation/instruction[0:512]", observation/rgb, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  action.translation: [action]
  image.primary: [observation/rgb]
loaders:
  openvla:
    names: [language_table]
    action:
      - {from: action, as: translation}
      - {constant: 0, width: 4, as: padding}
      - {constant: 1, width: 1, as: gripper}
    proprio:
      - {from: observation/effector_translation}
      - {constant: 0, width: 6, as: padding}
    cameras: {image_primary: observation/rgb}
    notes:
      - "The instruction is 512 code points, padded with NUL: decoded, and cut at the first NUL."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:299; prismatic/vla/datasets/rlds/oxe/configs.py:173"
  octo:
    names: [language_table]
    action:
      - {from: action, as: translation}
      - {constant: 0, width: 4, as: padding}
      - {constant: 1, width: 1, as: gripper}
    proprio:
      - {from: observation/effector_translation}
    cameras: {image_primary: observation/rgb}
    notes:
      - "The instruction is 512 code points, padded with NUL: decoded, and cut at the first NUL."
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:287; octo/data/oxe/oxe_dataset_configs.py:134"
facts:
  - states: "Two dimensions are stored; the loaders add four zeros and a gripper that is always 1, open."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:299-309"
  - states: "OpenVLA turns a constant dimension to 0 whatever its mask says, so that the open gripper is trained as closed."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/utils/data_utils.py:95-99"
  - states: "The instruction is not text but numbers: a reader that looks for text finds none."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:311-315"

"""####,
    "Rules/datasets/libero.yaml": ####"""
name: libero
summary: "LIBERO's four suites as OpenVLA's authors replayed them, without idle steps, in simulation at 20 Hz"
names: [libero_spatial_no_noops, libero_object_no_noops, libero_goal_no_noops, libero_10_no_noops, libero_spatial, libero_object, libero_goal, liber_o10, libero_10]
features:
  ["action[0:7]", "observation/state[0:8]", "observation/joint_state[0:7]", observation/image, observation/wrist_image,
   language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
labels: commanded
frame: base
rotation: {state: rotation-vector, action: rotation-vector}
control_hz: 20
pictures: {observation/image: upright}
gripper: {range: [-1, 1], open: -1}
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  pose.position: ["observation/state[0:3]"]
  pose.rotation: ["observation/state[3:6]"]
  joints: [observation/joint_state]
  instruction: [language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/wrist_image]
loaders:
  openvla:
    names: [libero_spatial_no_noops, libero_object_no_noops, libero_goal_no_noops, libero_10_no_noops]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation, form: rotation-vector}
      - {from: "action[6]", do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
      - {constant: 0, width: 1, as: padding}
      - {from: "observation/state[6:8]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:827; prismatic/vla/datasets/rlds/oxe/configs.py:645-672"
  openvla-oft:
    names: [libero_spatial_no_noops, libero_object_no_noops, libero_goal_no_noops, libero_10_no_noops]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation, form: rotation-vector}
      - {from: "action[6]", do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
      - {from: "observation/state[6:8]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "moojink/openvla-oft @ 213c5ff, prismatic/vla/datasets/rlds/oxe/transforms.py:827; prismatic/vla/datasets/rlds/oxe/configs.py:645-672"
facts:
  - states: "The action is a share of 0.05 m and 0.5 rad a step, axis times angle in the base's frame."
    evidence: "ARISE-Initiative/robosuite @ 03f55e5, robosuite/controllers/config/osc_pose.json:5-6; ARISE-Initiative/robosuite @ 0354d16, robosuite/utils/control_utils.py, set_goal_orientation"
  - states: "The gripper is -1 to open and 1 to close; clipped to [0, 1] and turned round, 1 is open."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:827-841"
  - states: "The state's rotation is axis times angle, though the loaders' configuration calls it Euler angles."
    evidence: "openvla/openvla @ c8f03f4, experiments/robot/libero/regenerate_libero_dataset.py:164-171; openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/configs.py:645-651"
  - states: "Pictures were turned by half a turn when the sets were made: the simulator gives them upside down."
    evidence: "openvla/openvla @ c8f03f4, experiments/robot/libero/regenerate_libero_dataset.py:8-10"
  - states: "Steps at which arm and gripper rest were left out, and demonstrations that fail when replayed."
    evidence: "openvla/openvla @ c8f03f4, experiments/robot/libero/regenerate_libero_dataset.py:46-68, 139-143, 178-201"
  - states: "The set libero_10 calls itself liber_o10 in its own metadata: tensorflow_datasets makes that of the builder's name."
    evidence: the release's dataset_info.json

"""####,
    "Rules/datasets/maniskill.yaml": ####"""
name: maniskill
summary: "ManiSkill, a simulated Panda at 20 Hz"
names: [maniskill_dataset_converted_externally_to_rlds]
features:
  ["action[0:7]", "observation/state[0:18]", "observation/tcp_pose[0:7]", "observation/base_pose[0:7]", observation/image,
   observation/wrist_image, observation/depth, observation/wrist_depth, language_instruction, "is_first[0]", "is_last[0]",
   "is_terminal[0]"]
rotation: {state: quaternion-wxyz, action: rotation-vector}
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  joints: ["observation/state[0:7]"]
  pose.position: ["observation/tcp_pose[0:3]"]
  pose.rotation: ["observation/tcp_pose[3:7]"]
  gripper.state: ["observation/state[7]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/wrist_image]
loaders:
  openvla:
    names: [maniskill_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation, form: rotation-vector}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: observation/tcp_pose}
      - {from: "observation/state[7]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:415; prismatic/vla/datasets/rlds/oxe/configs.py:242"
  octo:
    names: [maniskill_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation, form: rotation-vector}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: observation/tcp_pose}
      - {from: "observation/state[7]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:422; octo/data/oxe/oxe_dataset_configs.py:196"
facts:
  - states: "The gripper stays between -1 and 1, as it is."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:415-417"
  - states: "Rotations of actions are axis times angle, and stand where the model reads roll, pitch, yaw; the pose's quaternion has its scalar first."
    evidence: the release's own descriptions in features.json

"""####,
    "Rules/datasets/nyu-door-opening.yaml": ####"""
name: nyu-door-opening
summary: "NYU Door Opening, a Hello Stretch with a camera at its wrist alone"
names: [nyu_door_opening_surprising_effectiveness]
features:
  ["action/gripper_closedness_action[0]", "action/rotation_delta[0:3]", "action/terminate_episode[0]", "action/world_vector[0:3]",
   observation/image, observation/natural_language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  action.translation: [action/world_vector]
  action.rotation: [action/rotation_delta]
  action.gripper: [action/gripper_closedness_action]
  instruction: [observation/natural_language_instruction]
  image.wrist: [observation/image]
loaders:
  openvla:
    names: [nyu_door_opening_surprising_effectiveness]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/gripper_closedness_action, do: [{hold: 0.1}], as: gripper}
    proprio:
      - {constant: 0, width: 8, as: padding}
    instruction: observation/natural_language_instruction
    cameras: {image_wrist: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:222; prismatic/vla/datasets/rlds/oxe/configs.py:137"
  octo:
    names: [nyu_door_opening_surprising_effectiveness]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/gripper_closedness_action, do: [{hold: 0.1}], as: gripper}
    proprio:
      - {constant: 0, width: 1, as: padding}
    instruction: observation/natural_language_instruction
    blanks_instruction: true
    cameras: {image_wrist: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:193; octo/data/oxe/oxe_dataset_configs.py:102"
facts:
  - states: "The only picture is the wrist's: a model that looks through the primary camera sees black."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/configs.py:137-143"
  - states: World vector and rotation are velocities.
    evidence: the release's own descriptions in features.json

"""####,
    "Rules/datasets/nyu-franka-play.yaml": ####"""
name: nyu-franka-play
summary: "NYU Franka Play, a Franka arm in a toy kitchen"
names: [nyu_franka_play_dataset_converted_externally_to_rlds]
features:
  ["action[0:15]", "observation/state[0:13]", observation/image, observation/image_additional_view, language_instruction, "is_first[0]",
   "is_last[0]", "is_terminal[0]"]
rotation: {state: euler-xyz, action: euler-xyz}
roles:
  joints: ["observation/state[0:7]"]
  pose.position: ["observation/state[7:10]"]
  pose.rotation: ["observation/state[10:13]"]
  action.translation: ["action[7:10]"]
  action.rotation: ["action[10:13]"]
  action.gripper: ["action[13]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [nyu_franka_play_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[7:10]", as: translation}
      - {from: "action[10:13]", as: rotation, form: euler-xyz}
      - {from: "action[13]", do: [{clip: [0, 1]}], as: gripper}
    proprio:
      - {from: "observation/state[7:13]"}
      - {constant: 0, width: 2, as: padding}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:393; prismatic/vla/datasets/rlds/oxe/configs.py:227"
  octo:
    names: [nyu_franka_play_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[7:10]", as: translation}
      - {from: "action[10:13]", as: rotation, form: euler-xyz}
      - {from: "action[13]", do: [{clip: [0, 1]}], as: gripper}
    proprio:
      - {from: "observation/state[7:13]"}
    instruction: language_instruction
    blanks_instruction: true
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:400; octo/data/oxe/oxe_dataset_configs.py:182"
facts:
  - states: Of fifteen dimensions the six of the end effector and the gripper are taken; joint velocities and the end of the episode are not read.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:393-412"
  - states: Octo blanks the instruction as uninformative.
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:416-418"

"""####,
    "Rules/datasets/nyu-rot.yaml": ####"""
name: nyu-rot
summary: "NYU ROT, an xArm"
names: [nyu_rot_dataset_converted_externally_to_rlds]
features:
  ["action[0:7]", "observation/state[0:7]", observation/image, language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  pose.position: ["observation/state[0:3]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [nyu_rot_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
      - {constant: 0, width: 1, as: padding}
      - {from: "observation/state[6]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:345; prismatic/vla/datasets/rlds/oxe/configs.py:198"
  octo:
    names: [nyu_rot_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: observation/state}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:353; octo/data/oxe/oxe_dataset_configs.py:156"
facts:
  - states: The action is cut to its first seven dimensions.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:345-349"

"""####,
    "Rules/datasets/rlds-example.yaml": ####"""
name: rlds-example
summary: "The example of rlds_dataset_builder, from which most people's converters begin"
names: [example_dataset]
features:
  ["action[0:10]", "observation/state[0:10]", observation/image, observation/wrist_image, "language_embedding[0:512]",
   language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  joints: ["observation/state[0:7]"]
  gripper.state: ["observation/state[7:9]"]
  action.joints: ["action[0:7]"]
  action.gripper: ["action[7:9]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/wrist_image]
facts:
  - states: "The last dimension of the action ends the episode, that of the state is the angle of a door."
    evidence: "kpertsch/rlds_dataset_builder @ cd8d634, example_dataset/example_dataset_dataset_builder.py:92-104"
  - states: "Descriptions of features are often left as this example has them: words about joints are no evidence of joints."
    evidence: "kpertsch/rlds_dataset_builder @ cd8d634, example_dataset/example_dataset_dataset_builder.py:92-104"

"""####,
    "Rules/datasets/robo-set.yaml": ####"""
name: robo-set
summary: "RoboSet, a Franka arm by its joints"
names: [robo_set, roboset]
features:
  ["action[0:8]", "observation/state[0:8]", "observation/state_velocity[0:8]", observation/image_left, observation/image_right,
   observation/image_wrist, language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  joints: ["observation/state[0:7]"]
  gripper.state: ["observation/state[7]"]
  action.joints: ["action[0:7]"]
  action.gripper: ["action[7]"]
  instruction: [language_instruction]
  image.primary: [observation/image_left]
  image.wrist: [observation/image_wrist]
loaders:
  openvla:
    names: [roboset]
    action:
      - {from: "action[0:7]", as: joints}
      - {from: "action[7]", do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {from: observation/state}
    instruction: language_instruction
    cameras: {image_primary: observation/image_left, image_wrist: observation/image_wrist}
    notes:
      - "The tables know it as roboset; joint actions are eight dimensions, which OpenVLA skips and Octo's pretraining refuses."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:778; prismatic/vla/datasets/rlds/oxe/configs.py:571"
  octo:
    names: [roboset]
    action:
      - {from: "action[0:7]", as: joints}
      - {from: "action[7]", do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {from: observation/state}
    instruction: language_instruction
    cameras: {image_primary: observation/image_left, image_wrist: observation/image_wrist}
    notes:
      - "The tables know it as roboset; joint actions are eight dimensions, which OpenVLA skips and Octo's pretraining refuses."
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:927; octo/data/oxe/oxe_dataset_configs.py:486"
facts:
  - states: "The gripper, -1 to 1, is clipped to [0, 1] and turned round."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:778-793"

"""####,
    "Rules/datasets/roboturk.yaml": ####"""
name: roboturk
summary: "RoboTurk, a Sawyer arm by teleoperation over the network"
names: [roboturk]
features:
  ["action/gripper_closedness_action[0]", "action/rotation_delta[0:3]", "action/terminate_episode[0]", "action/world_vector[0:3]",
   observation/front_rgb, observation/natural_language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  action.translation: [action/world_vector]
  action.rotation: [action/rotation_delta]
  action.gripper: [action/gripper_closedness_action]
  instruction: [observation/natural_language_instruction]
  image.primary: [observation/front_rgb]
loaders:
  openvla:
    names: [roboturk]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/gripper_closedness_action, do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {constant: 0, width: 8, as: padding}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/front_rgb}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:203; prismatic/vla/datasets/rlds/oxe/configs.py:130"
  octo:
    names: [roboturk]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/gripper_closedness_action, do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {constant: 0, width: 1, as: padding}
    instruction: observation/natural_language_instruction
    blanks_instruction: true
    cameras: {image_primary: observation/front_rgb}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:169; octo/data/oxe/oxe_dataset_configs.py:96"
facts:
  - states: "No state is stored: proprioception is all zeros."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/configs.py:130-136; octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:183-186"
  - states: Octo blanks the instruction as uninformative.
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:187-189"

"""####,
    "Rules/datasets/stanford-hydra.yaml": ####"""
name: stanford-hydra
summary: "Stanford HYDRA, a Franka arm"
names: [stanford_hydra_dataset_converted_externally_to_rlds]
features:
  ["action[0:7]", "observation/state[0:27]", observation/image, observation/wrist_image, language_instruction, "is_first[0]",
   "is_last[0]", "is_terminal[0]"]
rotation: {state: euler-xyz, action: euler-xyz}
gripper: {range: [0, 1], open: 0}
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  pose.position: ["observation/state[0:3]"]
  pose.rotation: ["observation/state[7:10]"]
  gripper.state: ["observation/state[24]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/wrist_image]
loaders:
  openvla:
    names: [stanford_hydra_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation, form: euler-xyz}
      - {from: "action[6]", do: [invert], as: gripper}
    proprio:
      - {from: "observation/state[0:3]"}
      - {from: "observation/state[7:10]"}
      - {constant: 0, width: 1, as: padding}
      - {from: "observation/state[24]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:352; prismatic/vla/datasets/rlds/oxe/configs.py:205"
  octo:
    names: [stanford_hydra_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation, form: euler-xyz}
      - {from: "action[6]", do: [invert], as: gripper}
    proprio:
      - {from: "observation/state[0:3]"}
      - {from: "observation/state[7:10]"}
      - {from: "observation/state[24]"}
    instruction: language_instruction
    blanks_instruction: true
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:359; octo/data/oxe/oxe_dataset_configs.py:162"
facts:
  - states: The gripper is 1 when closed and turned round by the loaders.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:352-373"
  - states: Octo blanks the instruction as uninformative.
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:376-378"

"""####,
    "Rules/datasets/stanford-kuka-multimodal.yaml": ####"""
name: stanford-kuka-multimodal
summary: "Stanford Kuka Multimodal, a Kuka arm that inserts pegs"
names: [stanford_kuka_multimodal_dataset_converted_externally_to_rlds]
features:
  ["action[0:4]", "observation/ee_position[0:3]", observation/image, "observation/ee_orientation[0:4]", language_instruction,
   "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  pose.position: [observation/ee_position]
  pose.rotation: [observation/ee_orientation]
  action.translation: ["action[0:3]"]
  action.gripper: ["action[3]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [stanford_kuka_multimodal_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {constant: 0, width: 3, as: rotation}
      - {from: "action[3]", as: gripper}
    proprio:
      - {from: observation/ee_position}
      - {from: observation/ee_orientation}
      - {constant: 0, width: 1, as: padding}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:332; prismatic/vla/datasets/rlds/oxe/configs.py:191"
  octo:
    names: [stanford_kuka_multimodal_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {constant: 0, width: 3, as: rotation}
      - {from: "action[3]", as: gripper}
    proprio:
      - {from: observation/ee_position}
      - {from: observation/ee_orientation}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:329; octo/data/oxe/oxe_dataset_configs.py:150"
facts:
  - states: "There are no rotations in the action: zeros stand for them."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:332-342"

"""####,
    "Rules/datasets/stanford-robocook.yaml": ####"""
name: stanford-robocook
summary: "Stanford RoboCook, a Franka arm that shapes dough"
names: [stanford_robocook_converted_externally_to_rlds]
features:
  ["action[0:7]", "observation/state[0:7]", observation/image_1, observation/image_2, language_instruction, "is_first[0]", "is_last[0]",
   "is_terminal[0]"]
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  pose.position: ["observation/state[0:3]"]
  instruction: [language_instruction]
  image.primary: [observation/image_1]
loaders:
  openvla:
    names: [stanford_robocook_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
      - {constant: 0, width: 1, as: padding}
      - {from: "observation/state[6]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image_1}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:629; prismatic/vla/datasets/rlds/oxe/configs.py:429"
  octo:
    names: [stanford_robocook_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: observation/state}
    instruction: language_instruction
    cameras: {image_primary: observation/image_1}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:730; octo/data/oxe/oxe_dataset_configs.py:356"
facts:
  - states: The loaders leave the action as it is.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:629-632"

"""####,
    "Rules/datasets/taco-play.yaml": ####"""
name: taco-play
summary: "TACO Play, a Franka arm at play"
names: [taco_play]
features:
  ["action/actions[0:7]", "action/rel_actions_gripper[0:7]", "action/rel_actions_world[0:7]", "action/terminate_episode[0]",
   observation/rgb_static, observation/rgb_gripper, "observation/robot_obs[0:15]", observation/natural_language_instruction,
   "is_first[0]", "is_last[0]", "is_terminal[0]"]
frame: base
roles:
  pose.position: ["observation/robot_obs[0:3]"]
  pose.rotation: ["observation/robot_obs[3:6]"]
  gripper.state: ["observation/robot_obs[6]"]
  joints: ["observation/robot_obs[7:14]"]
  action.translation: ["action/rel_actions_world[0:3]"]
  action.rotation: ["action/rel_actions_world[3:6]"]
  action.gripper: ["action/rel_actions_world[6]"]
  instruction: [observation/natural_language_instruction]
  image.primary: [observation/rgb_static]
  image.wrist: [observation/rgb_gripper]
loaders:
  openvla:
    names: [taco_play]
    action:
      - {from: "action/rel_actions_world[0:3]", as: translation}
      - {from: "action/rel_actions_world[3:6]", as: rotation, form: euler-xyz}
      - {from: "action/rel_actions_world[6]", do: [{clip: [0, 1]}], as: gripper}
    proprio:
      - {from: "observation/robot_obs[0:6]"}
      - {constant: 0, width: 1, as: padding}
      - {from: "observation/robot_obs[7]"}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/rgb_static, image_wrist: observation/rgb_gripper}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:149; prismatic/vla/datasets/rlds/oxe/configs.py:93"
  octo:
    names: [taco_play]
    action:
      - {from: "action/rel_actions_world[0:3]", as: translation}
      - {from: "action/rel_actions_world[3:6]", as: rotation, form: euler-xyz}
      - {from: "action/rel_actions_world[6]", do: [{clip: [0, 1]}], as: gripper}
    proprio:
      - {from: "observation/robot_obs[0:6]"}
      - {from: "observation/robot_obs[7]"}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/rgb_static, image_wrist: observation/rgb_gripper}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:104; octo/data/oxe/oxe_dataset_configs.py:62"
facts:
  - states: "Three actions are stored: absolute, relative in the camera's frame, and relative in the base's; the loaders take the last."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:152; octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:105"
  - states: "The state's gripper is taken from number 7, which is the first joint; the gripper's width is number 6."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:151; the release's own description of robot_obs"
  - states: "A comment says that the gripper is inverted; the code only clips it. The release says -1 is open and 1 close, the loaders take 1 for open."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:154-161; the release's own description of rel_actions_world"

"""####,
    "Rules/datasets/tokyo-u-lsmo.yaml": ####"""
name: tokyo-u-lsmo
summary: "Tokyo LSMO, motion planning with a Cobotta"
names: [tokyo_u_lsmo_converted_externally_to_rlds]
features:
  ["action[0:7]", "observation/state[0:13]", observation/image, language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  pose.position: ["observation/state[0:3]"]
  pose.rotation: ["observation/state[3:6]"]
  joints: ["observation/state[6:12]"]
  gripper.state: ["observation/state[12]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [tokyo_u_lsmo_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
      - {constant: 0, width: 1, as: padding}
      - {from: "observation/state[12]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:596; prismatic/vla/datasets/rlds/oxe/configs.py:394"
  octo:
    names: [tokyo_u_lsmo_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
      - {from: "observation/state[12]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:683; octo/data/oxe/oxe_dataset_configs.py:326"
facts:
  - states: The loaders leave the action as it is.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:596-599"

"""####,
    "Rules/datasets/toto.yaml": ####"""
name: toto
summary: "TOTO, a Franka arm scooping and pouring"
names: [toto]
features:
  ["action/open_gripper[0]", "action/rotation_delta[0:3]", "action/terminate_episode[0]", "action/world_vector[0:3]", observation/image,
   "observation/state[0:7]", observation/natural_language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
gripper: {range: [0, 1], open: 1}
roles:
  joints: [observation/state]
  action.translation: [action/world_vector]
  action.rotation: [action/rotation_delta]
  action.gripper: [action/open_gripper]
  instruction: [observation/natural_language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [toto]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/open_gripper, as: gripper}
    proprio:
      - {from: observation/state}
      - {constant: 0, width: 1, as: padding}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:283; prismatic/vla/datasets/rlds/oxe/configs.py:166"
  octo:
    names: [toto]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/open_gripper, as: gripper}
    proprio:
      - {from: observation/state}
    instruction: observation/natural_language_instruction
    blanks_instruction: true
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:271; octo/data/oxe/oxe_dataset_configs.py:128"
facts:
  - states: The gripper is true when open; the training example of RT-1-X copies it into a closedness without turning it round.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:283-288; google-deepmind/open_x_embodiment @ 9eeb68b, colabs/Minimal_Training_Example.ipynb"
  - states: Octo blanks the instruction as uninformative.
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:281-283"

"""####,
    "Rules/datasets/ucsd-kitchen.yaml": ####"""
name: ucsd-kitchen
summary: "UCSD Kitchen, an xArm"
names: [ucsd_kitchen_dataset_converted_externally_to_rlds]
features:
  ["action[0:8]", "observation/state[0:21]", observation/image, language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  joints: ["observation/state[0:7]"]
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [ucsd_kitchen_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: "observation/state[0:7]"}
      - {constant: 0, width: 1, as: padding}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:448; prismatic/vla/datasets/rlds/oxe/configs.py:279"
  octo:
    names: [ucsd_kitchen_dataset_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: "observation/state[0:7]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:468; octo/data/oxe/oxe_dataset_configs.py:230"
facts:
  - states: "The eighth dimension, which ends the episode, is left out."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:448-451"
  - states: "The action is an end-effector position and orientation, not a change of it."
    evidence: the release's own description of action

"""####,
    "Rules/datasets/uiuc-d3field.yaml": ####"""
name: uiuc-d3field
summary: "UIUC D3Field, a Kinova arm"
names: [uiuc_d3field]
features:
  ["action[0:3]", "observation/state[0:16]", observation/image_1, observation/image_2, language_instruction, "is_first[0]", "is_last[0]",
   "is_terminal[0]"]
roles:
  action.translation: [action]
  instruction: [language_instruction]
  image.primary: [observation/image_1]
loaders:
  openvla:
    names: [uiuc_d3field]
    action:
      - {from: action, as: translation}
      - {constant: 0, width: 3, as: rotation}
      - {constant: 0, width: 1, as: gripper}
    proprio:
      - {constant: 0, width: 8, as: padding}
    instruction: language_instruction
    cameras: {image_primary: observation/image_1}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:656; prismatic/vla/datasets/rlds/oxe/configs.py:458"
  octo:
    names: [uiuc_d3field]
    action:
      - {from: action, as: translation}
      - {constant: 0, width: 3, as: rotation}
      - {constant: 0, width: 1, as: gripper}
    proprio:
      - {constant: 0, width: 1, as: padding}
    instruction: language_instruction
    cameras: {image_primary: observation/image_1}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:765; octo/data/oxe/oxe_dataset_configs.py:382"
facts:
  - states: "Three dimensions are stored; rotation and gripper are filled with zeros, the gripper reads as closed."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:656-665"

"""####,
    "Rules/datasets/utaustin-mutex.yaml": ####"""
name: utaustin-mutex
summary: "UT Austin MUTEX, a Franka arm, detailed instructions"
names: [utaustin_mutex]
features:
  ["action[0:7]", "observation/state[0:24]", observation/image, observation/wrist_image, language_instruction, "is_first[0]",
   "is_last[0]", "is_terminal[0]"]
gripper: {range: [-1, 1], open: -1}
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  joints: ["observation/state[0:7]"]
  gripper.state: ["observation/state[7]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/wrist_image]
loaders:
  openvla:
    names: [utaustin_mutex]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {from: "observation/state[0:8]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:668; prismatic/vla/datasets/rlds/oxe/configs.py:465"
  octo:
    names: [utaustin_mutex]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {from: "observation/state[0:8]"}
    instruction: language_instruction
    blanks_instruction: true
    cameras: {image_primary: observation/image, image_wrist: observation/wrist_image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:781; octo/data/oxe/oxe_dataset_configs.py:388"
facts:
  - states: "The gripper, -1 to open and 1 to close, is clipped to [0, 1] and turned round."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:668-683"
  - states: Octo blanks the instruction as uninformative.
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:793-795"

"""####,
    "Rules/datasets/utokyo-pr2-fridge.yaml": ####"""
name: utokyo-pr2-fridge
summary: "University of Tokyo, a PR2 opening a fridge"
names: [utokyo_pr2_opening_fridge_converted_externally_to_rlds]
features:
  ["action[0:8]", "observation/state[0:7]", observation/image, language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
rotation: {state: euler-xyz, action: euler-xyz}
roles:
  pose.position: ["observation/state[0:3]"]
  pose.rotation: ["observation/state[3:6]"]
  gripper.state: ["observation/state[6]"]
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [utokyo_pr2_opening_fridge_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation, form: euler-xyz}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
      - {constant: 0, width: 1, as: padding}
      - {from: "observation/state[6]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:513; prismatic/vla/datasets/rlds/oxe/configs.py:327"
  octo:
    names: [utokyo_pr2_opening_fridge_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation, form: euler-xyz}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: observation/state}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:548; octo/data/oxe/oxe_dataset_configs.py:268"
facts:
  - states: "The eighth dimension, which ends the episode, is left out."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:513-517"
  - states: "The action is described as position and angles, not as changes of them."
    evidence: the release's own description of action

"""####,
    "Rules/datasets/utokyo-pr2-tabletop.yaml": ####"""
name: utokyo-pr2-tabletop
summary: "University of Tokyo, a PR2 at a table"
names: [utokyo_pr2_tabletop_manipulation_converted_externally_to_rlds]
features:
  ["action[0:8]", "observation/state[0:7]", observation/image, language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
rotation: {state: euler-xyz, action: euler-xyz}
roles:
  pose.position: ["observation/state[0:3]"]
  pose.rotation: ["observation/state[3:6]"]
  gripper.state: ["observation/state[6]"]
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [utokyo_pr2_tabletop_manipulation_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation, form: euler-xyz}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: "observation/state[0:6]"}
      - {constant: 0, width: 1, as: padding}
      - {from: "observation/state[6]"}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:520; prismatic/vla/datasets/rlds/oxe/configs.py:334"
  octo:
    names: [utokyo_pr2_tabletop_manipulation_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation, form: euler-xyz}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: observation/state}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:556; octo/data/oxe/oxe_dataset_configs.py:274"
facts:
  - states: "The eighth dimension, which ends the episode, is left out."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:520-524"
  - states: "The action is described as position and angles, not as changes of them."
    evidence: the release's own description of action

"""####,
    "Rules/datasets/utokyo-xarm-bimanual.yaml": ####"""
name: utokyo-xarm-bimanual
summary: "University of Tokyo, two xArms"
names: [utokyo_xarm_bimanual_converted_externally_to_rlds]
features:
  ["action[0:14]", "observation/pose_r[0:6]", observation/image, "observation/pose_l[0:6]", language_instruction, "is_first[0]",
   "is_last[0]", "is_terminal[0]"]
roles:
  right.pose.position: ["observation/pose_r[0:3]"]
  left.pose.position: ["observation/pose_l[0:3]"]
  right.action.translation: ["action[7:10]"]
  left.action.translation: ["action[0:3]"]
  right.action.gripper: ["action[13]"]
  left.action.gripper: ["action[6]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
loaders:
  openvla:
    names: [utokyo_xarm_bimanual_converted_externally_to_rlds]
    action:
      - {from: "action[7:10]", as: translation}
      - {from: "action[10:13]", as: rotation}
      - {from: "action[13]", as: gripper}
    proprio:
      - {from: observation/pose_r}
      - {constant: 0, width: 2, as: padding}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:531; prismatic/vla/datasets/rlds/oxe/configs.py:352"
  octo:
    names: [utokyo_xarm_bimanual_converted_externally_to_rlds]
    action:
      - {from: "action[7:10]", as: translation}
      - {from: "action[10:13]", as: rotation}
      - {from: "action[13]", as: gripper}
    instruction: language_instruction
    cameras: {image_primary: observation/image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:570; octo/data/oxe/oxe_dataset_configs.py:290"
facts:
  - states: "Only the right arm is kept: the last seven of fourteen dimensions."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:531-533"
  - states: "Octo's transform reads the proprioception from end_effector_pose, which the release does not have, and raises KeyError."
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:570-577; the release's own features.json"

"""####,
    "Rules/datasets/utokyo-xarm.yaml": ####"""
name: utokyo-xarm
summary: "University of Tokyo, an xArm that picks and places"
names: [utokyo_xarm_pick_and_place_converted_externally_to_rlds]
features:
  ["action[0:7]", "observation/end_effector_pose[0:6]", observation/image, observation/image2, observation/hand_image,
   language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  action.translation: ["action[0:3]"]
  action.rotation: ["action[3:6]"]
  action.gripper: ["action[6]"]
  pose.position: ["observation/end_effector_pose[0:3]"]
  instruction: [language_instruction]
  image.primary: [observation/image]
  image.wrist: [observation/hand_image]
loaders:
  openvla:
    names: [utokyo_xarm_pick_and_place_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    proprio:
      - {from: observation/end_effector_pose}
      - {constant: 0, width: 2, as: padding}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/hand_image}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:527; prismatic/vla/datasets/rlds/oxe/configs.py:341"
  octo:
    names: [utokyo_xarm_pick_and_place_converted_externally_to_rlds]
    action:
      - {from: "action[0:3]", as: translation}
      - {from: "action[3:6]", as: rotation}
      - {from: "action[6]", as: gripper}
    instruction: language_instruction
    cameras: {image_primary: observation/image, image_wrist: observation/hand_image}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:564; octo/data/oxe/oxe_dataset_configs.py:280"
facts:
  - states: The loaders change nothing; Octo's transform makes no proprioception at all.
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:527-528; octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:564-567"
  - states: "Angles are in the order yaw, pitch, roll."
    evidence: the release's own description of action

"""####,
    "Rules/datasets/viola.yaml": ####"""
name: viola
summary: "VIOLA, a Franka arm in a toy kitchen"
names: [viola]
features:
  ["action/gripper_closedness_action[0]", "action/rotation_delta[0:3]", "action/terminate_episode[0]", "action/world_vector[0:3]",
   observation/agentview_rgb, observation/eye_in_hand_rgb, "observation/ee_states[0:16]", "observation/gripper_states[0]",
   "observation/joint_states[0:7]", observation/natural_language_instruction, "is_first[0]", "is_last[0]", "is_terminal[0]"]
roles:
  joints: [observation/joint_states]
  gripper.state: [observation/gripper_states]
  action.translation: [action/world_vector]
  action.rotation: [action/rotation_delta]
  action.gripper: [action/gripper_closedness_action]
  instruction: [observation/natural_language_instruction]
  image.primary: [observation/agentview_rgb]
  image.wrist: [observation/eye_in_hand_rgb]
loaders:
  openvla:
    names: [viola]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/gripper_closedness_action, do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {from: observation/joint_states}
      - {from: observation/gripper_states}
    instruction: observation/natural_language_instruction
    cameras: {image_primary: observation/agentview_rgb, image_wrist: observation/eye_in_hand_rgb}
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:242; prismatic/vla/datasets/rlds/oxe/configs.py:144"
  octo:
    names: [viola]
    action:
      - {from: action/world_vector, as: translation}
      - {from: action/rotation_delta, as: rotation, form: euler-xyz}
      - {from: action/gripper_closedness_action, do: [{clip: [0, 1]}, invert], as: gripper}
    proprio:
      - {from: observation/joint_states}
      - {from: observation/gripper_states}
    instruction: observation/natural_language_instruction
    blanks_instruction: true
    cameras: {image_primary: observation/agentview_rgb, image_wrist: observation/eye_in_hand_rgb}
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:216; octo/data/oxe/oxe_dataset_configs.py:108"
facts:
  - states: "Gripper actions are -1, 0 and 1; clipping makes 0 and -1 the same, and inverting makes both open."
    evidence: "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/transforms.py:242-246"
  - states: "The pose is a matrix of sixteen numbers, ee_states."
    evidence: "tensorflow/datasets @ 4b2da8f0, docs/catalog/viola.md"
  - states: Octo blanks the instruction as uninformative.
    evidence: "octo-models/octo @ 241fb35, octo/data/oxe/oxe_standardization_transforms.py:237-239"

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
formula: |
  same: equal 128-bit digests of all actions and low-dimensional observations
  near: four weighted sums of the values agree to within 10⁻⁶ a value
  Episodes in which fewer than three steps differ from the one before are not compared.
examples: {clean: [euler-base, idle-and-heavy-tailed], defect: [copied-episode, copied-with-noise]}

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
formula: |
  the same, or near twins: |Σ w x − Σ w y| ≤ 2.5 δ √n for each of four weightings w, δ = min(1e-6, r / 10,000)
  x and y the n values of two episodes of equal length, r the root mean square of the changes from row to row.
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
formula: |
  z = (ln T − m) / s, s = max(1.4826 MAD, trimmed range / 4.1, 0.1)
  limit: 5 + 0.7 ln N + 150 / N, and a factor of 6.5 in length
  T: steps of the episode. m, MAD: median and median absolute deviation of ln T over N episodes.
  Below 10 episodes nothing is told. More than 5 % on one side are a kind of episode and not told.
examples: {clean: [euler-base, idle-and-heavy-tailed], defect: [eightfold-episode]}
references:
  - >-
    Simulated false alarms, datasets with any: at most 2 in 20,000 (N = 10, 20), 3 (40), 7 (100), 8 in 10,000 (300), 4 in 6,000 (1,000), 0 in 300
    (10,000), 0 in 30 (100,000); lognormal, Laplace, gamma, exponential and uniform lengths, time-outs, and two tasks of lengths 1 : 4
  - >-
    Recall of one episode a twentieth as long among lengths of 40 to 80 (lognormal, 15 %): 31 % (91 %) at N = 20, 77 % (100 %) at 40, 100 % at 100

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
explained_by: [episode/length, loader/steps-lost]
formula: |
  share = Σ min(T, K − 1) / Σ T
  T the steps of an episode, K the target's chunk of actions.
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
formula: |
  start = mean of the first three speeds / p95, end = mean of the last three / p95
  p95 the 95th percentile of the episode's speeds. A sign is start or end of 0.8 and more, or a run of steps inside below 0.05 p95 for 3 s (30 steps without control_hz).
examples: {clean: [euler-base, twenty-hertz], defect: [cut-into-motion]}

"""####,
    "Rules/gripper/chatter.yaml": ####"""
id: gripper/chatter
since: 0.2
confidence: strong
states: The gripper is not sent back and forth within {limit}.
found: "In {count} of {total} {noun} the gripper is sent back within fewer than three steps, first at step {worst.step} of {worst.episode}."
measured: "no gripper command is taken back within three steps in {total} {noun}"
why: >
  Hands and grippers do not open and close within two steps; a trigger that bounces, or a threshold without hysteresis, does. A policy learns
  to flutter where it should hold.
fix: >
  Take the command with hysteresis (closed below a quarter, open above three quarters of the range) or debounce it over three steps.
needs: [action.gripper]
metric: gripper.quick
per: episode
levels:
  - {severity: warning, require: {at_most: 0}, allow: 1%}
  - severity: warning
    require: {at_most: 1 Hz}
    allow: 1%
    metric: gripper.rate
    found: "In {count} of {total} {noun} the gripper changes over more than once a second on average, {worst.value} in {worst.episode}."
  - severity: info
    require: {at_most: 4}
    metric: gripper.toggles
    found: "In {count} of {total} {noun} the gripper changes over more than four times, {worst.value} times in {worst.episode}."
explained_by: [schema/finite, schema/declared-features, gripper/place]
formula: |
  rate = toggles f / T, where there are more than four
  T the steps of the episode, f the declared control_hz.
  A toggle is a change from the lower quarter of the range to the upper one or back; values between hold. At most 1 % of the episodes may have one that is taken back.
examples: {clean: [euler-base, idle-and-heavy-tailed], defect: [gripper-chatters]}

"""####,
    "Rules/gripper/constant.yaml": ####"""
id: gripper/constant
since: 0.2
confidence: certain
states: The gripper's command changes somewhere in the dataset.
found: "The gripper's command is {low} throughout; the target {target} makes 0 of every dimension that never changes, so that it is trained as its opposite."
measured: "gripper commands run from {low} to {high}"
why: >
  A dimension whose smallest value is its largest is set to 0 by some loaders, also when it is left out of scaling. A gripper that is always
  open then trains as always closed, and says 0 when the policy runs.
fix: >
  Check whether the gripper was recorded at all. If it never moves in this task, leave the dataset out of mixtures for such a target, or mix
  it with data in which it does.
needs: [action.gripper]
scope: dataset
metric: {name: gripper.zeroed, view: target}
per: dimension
levels:
  - {severity: error, require: {at_most: 0}}
  - severity: warning
    require: {at_least: 0.000001}
    metric: gripper.span
    found: "The gripper's command is {low} in every step of the dataset."
explained_by: [schema/finite, schema/declared-features]
formula: |
  span = max c − min c over the whole dataset, c the commands
examples: {clean: [euler-base], defect: [gripper-constant, gripper-constant-for-openvla]}
references:
  - "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/utils/data_utils.py:95: zeros where min equals max, whatever the mask says."

"""####,
    "Rules/gripper/form.yaml": ####"""
id: gripper/form
since: 0.2
confidence: strong
states: Gripper commands are binary, continuous or incremental as the target reads them.
found: "Gripper commands are {form} ({at-ends} of them at an end); the target {target} reads them {target.mode}."
measured: "gripper commands are {form} ({at-ends} of them at an end)"
why: >
  Loaders that make commands binary decide a value in between by what comes next: long ramps are labelled by guess, and an episode that ends
  between the ends keeps a number that is neither.
fix: >
  Threshold the command at half of its range before writing it, or name a target that reads it as it is.
needs: [action.gripper]
metric: {name: gripper.unfit, view: target}
levels:
  - {severity: warning, require: {equals: fits}}
  - severity: warning
    require: {at_most: 5%}
    metric: {name: gripper.undecided, view: target}
    found: "{count} of {total} {noun} end with a gripper command that is neither open nor closed, {worst.value} of the range from either ({worst.episode}): what decides it would come next, and nothing does."
  - severity: warning
    require: {at_most: 5 steps}
    metric: gripper.between
    found: "In {count} of {total} {noun} the gripper's command stays between its ends for more than 5 steps, for {worst.value} from step {worst.step} of {worst.episode}; the loader labels all of them by the value that follows."
  - severity: info
    require: {one_of: [binary, continuous, incremental]}
    metric: gripper.form
explained_by: [schema/finite, schema/declared-features, gripper/place, gripper/range]
formula: |
  undecided = min(|c − low|, |c − high|) / (high − low)
  c the last command of an episode, low and high the ends of the range.
  Binary: 98 % of the commands within 5 % of an end. Incremental: the others are zero, and at least half are.
examples: {clean: [euler-base, gripper-continuous], defect: [gripper-continuous-for-openvla, gripper-undecided]}
references:
  - >-
    openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/utils/data_utils.py:106: above 0.95 open, below 0.05 closed, else the next decided
    value.

"""####,
    "Rules/gripper/place.yaml": ####"""
id: gripper/place
since: 0.2
confidence: certain
states: The gripper is the last dimension of the action, where the target's loader reads it.
found: "The gripper is {place} of {dimensions} dimensions; the target {target} takes the last one for the gripper and scales the others."
measured: "the gripper is the last of {dimensions} dimensions"
why: >
  Loaders know the gripper by its place alone. Any other dimension in that place is left unscaled and learned as opening and closing, and the
  gripper is scaled and cut like a motion.
fix: >
  Reorder the action to translation, rotation, gripper.
needs: [action.gripper]
scope: dataset
metric: gripper.place
view: target
levels:
  - {severity: error, require: {equals: last}}
explained_by: [schema/declared-features]
examples: {clean: [gripper-for-openvla], defect: [gripper-first]}
references:
  - "openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/oxe/materialize.py: the mask of end-effector actions is six times true, then false."

"""####,
    "Rules/gripper/polarity.yaml": ####"""
id: gripper/polarity
since: 0.2
confidence: strong
states: The gripper's command means the same in every episode, and opens where it is said to open.
found: "In {count} of {total} {noun} the gripper's state moves against the command where in the others it {majority} with it; most clearly in {worst.episode}."
measured: "{told}"
why: >
  Episodes with the gripper the wrong way round teach the policy to open where it should close. Half of them is as bad as no label at all; all
  of them is a robot that drops what it should hold.
fix: >
  Invert the command in the named episodes. For the whole dataset: invert it, or declare which end is open (gripper.open for the command,
  gripper.state_open for the state).
needs: [action.gripper]
metric: gripper.agreement
per: episode
levels:
  - {severity: error, require: {at_least: 0}}
  - severity: error
    require: {one_of: [agrees, presumably-inverted]}
    metric: gripper.polarity
    found: "The gripper is inverted: {meaning}, but the state {direction} when the command rises, in {with} of {votes} episodes, and of the state {source}."
  - severity: error
    require: {equals: agrees}
    metric: {name: gripper.open, view: target}
    found: "The gripper is inverted for the target {target}: {open} is declared to be open and reaches it as {made}, where it reads {target.open} as open ({loader})."
  - severity: error
    require: {one_of: [agrees, presumably-inverted]}
    metric: {name: gripper.polarity, view: target}
    found: "The gripper is inverted for the target: {meaning}, but the state {direction} when the stored command rises, in {with} of {votes} episodes, and of the state {source} ({loader})."
  - severity: warning
    require: {equals: agrees}
    metric: gripper.polarity
    found: "The gripper seems inverted: {meaning}, but the state {direction} when the command rises, in {with} of {votes} episodes; {source}."
  - severity: warning
    require: {at_least: 0.1}
    allow: 2%
    metric: gripper.redundant
    found: "In {count} of {total} {noun} the first relative gripper command asks for what is already so (the state goes {worst.value} of its way after it in {worst.episode}): decoded to positions, the gripper stands inverted up to it."
explained_by: [schema/finite, schema/declared-features, gripper/place, loader/action-width]
formula: |
  r(k) = cov(c[t], s[t+k]) / (σ(c) σ(s))
  c: command. s: state of the gripper. cov, σ: covariance and standard deviations over the steps of an episode (Pearson's correlation).
  k: within two steps of the delay (0 to 14) at which all episodes together correlate most. An episode goes against the others at 0.7 or more.
examples:
  clean: [euler-base, commanded-delay, gripper-plus-minus-one, gripper-width-declared, gripper-continuous, gripper-leads-by-three]
  defect: [gripper-inverted, gripper-inverted-in-five, gripper-inverted-for-openvla, gripper-first-command-redundant]

"""####,
    "Rules/gripper/range.yaml": ####"""
id: gripper/range
since: 0.2
confidence: certain
states: Gripper commands stay within their declared range, or follow one of the conventions that loaders know, and reach the target in the range that it reads.
found: "Gripper commands run from {low} to {high}: {convention}. Loaders know 0 to 1, -1 to 1, and increments of -1, 0 and 1."
measured: "gripper commands run from {low} to {high}: {convention}"
why: >
  A gripper in another range than the model's is read as half open, always closed, or cut: nothing in training fails, and the gripper never
  does what the demonstration did.
fix: >
  Convert the command to the target's range (for a width in metres divide by the largest opening), or declare what it is: gripper {range,
  open} in cupel.yaml.
needs: [action.gripper]
scope: dataset
metric: gripper.convention
per: dimension
levels:
  - {severity: error, require: {one_of: [zero-one, minus-one-one, incremental]}}
  - severity: error
    require: {at_most: 1%}
    metric: gripper.excess
    found: "In {count} of {total} {noun} gripper commands leave the declared range {declared}, by up to {worst.value} of it ({worst.episode}); they run from {low} to {high}."
  - severity: error
    require: {at_most: 1%}
    metric: {name: gripper.mismatch, view: target}
    found: "The target {target} reads the gripper from {target.range} with {target.open} open; it would get {low} to {high}, {convention} ({loader})."
explained_by: [schema/finite, schema/declared-features, gripper/place]
formula: |
  excess = max(0, low − min c, max c − high) / (high − low), mismatch = max(|low − low′|, |high − high′|) / (high′ − low′)
  c the commands of an episode, low and high the declared range (for the mismatch the one that the loader makes), low′ and high′ the range that the target reads.
examples: {clean: [euler-base, gripper-plus-minus-one, gripper-width-declared], defect: [gripper-in-metres, gripper-outside-declared, gripper-plus-minus-one-for-openvla]}
references:
  - "Live conventions: {0, 1} with 1 open (Open X-Embodiment, Bridge); {0, 1} with 1 closed (DROID, openpi); -1 to 1 with 1 closed (RT-1, LIBERO); increments of -1, 0, 1 (fractal, kuka)."
  - "Commands may pass an end by 1 % of the range, as those computed from a measured width do."

"""####,
    "Rules/gripper/timing.yaml": ####"""
id: gripper/timing
since: 0.2
confidence: strong
states: The gripper's command comes before its motion, and not more than five steps before it begins.
found: "The gripper's command comes {ahead} after its motion: all episodes together, the state shows it that much earlier."
measured: "the gripper's state comes {delay} after its command: {transport} of transport, then {slew} of slew (medians over {votes} episodes)"
why: >
  A command that comes after the motion cannot have caused it: the policy learns to see a closed gripper and say close. One that leads by
  many steps teaches to close long before the hand is there.
fix: >
  Shift the gripper command by the delay that was found, or record the command where it is sent. For a gripper taken from the state use that
  of the next step.
needs: [action.gripper, gripper.state]
metric: gripper.delay
levels:
  - {severity: warning, require: {at_least: -1 steps}}
  - severity: warning
    require: {at_most: 5 steps}
    allow: 20%
    metric: gripper.transport
    found: "In {count} of {total} {noun} the gripper begins to move more than 5 steps after a command, {worst.value} in {worst.episode}. Medians over the dataset: {transport} of transport, then {slew} of slew."
  - severity: info
    require: {at_most: 1 steps}
    allow: 20%
    metric: gripper.transport
    found: "The gripper begins to move {transport} after a command took effect (median over episodes): transport, besides a slew of {slew}. A lead of two to five steps is common."
explained_by: [schema/finite, schema/declared-features, gripper/place, action/reconstruction-position]
formula: |
  delay = argmax over k of Σ |r(k)|, r(k) the correlation of c[t] with s[t+k]
  c the command, s the state, k = −14 to 14 steps, summed over episodes.
  Delay: the lag, of -14 to 14 steps, at which |correlation| of command[t] with state[t + k], summed over episodes, is largest; a command that is the state of the same step has 0, so -1 is let pass.
  Transport ends at a tenth of the widest swing of the state between a command and the next, slew at nine tenths.
examples: {clean: [euler-base, commanded-delay, gripper-leads-by-three], defect: [gripper-commanded-late, gripper-leads-by-eight]}

"""####,
    "Rules/image/availability-flags.yaml": ####"""
id: image/availability-flags
since: 0.1
confidence: certain
states: What an episode says of its cameras agrees with what they show.
found: "{count} of {total} {noun} contradict their episode's own flags. In {worst.episode}, {worst.message}."
measured: "flags and pictures agree in {total} {noun}"
why: >
  Loaders choose cameras by these flags: a camera that is flagged absent is never looked through, and one that is flagged present and shows nothing is trained on.
fix: >
  Set has_NAME from the pictures when writing, or leave the flags out.
scope: dataset
metric: image.flags
per: episode
levels:
  - {severity: warning, require: {at_most: 0%}}
examples: {clean: [announced-cameras], defect: [camera-denied, all-cameras-denied, black-camera-announced]}
references: ["has_NAME beside the steps against NAME in them: false and pictures that vary, or true and nothing but empty pictures, one constant picture over the dataset, or the stand-in of episodes that are flagged as without it"]

"""####,
    "Rules/image/black.yaml": ####"""
id: image/black
since: 0.1
confidence: strong
states: No camera is black.
found: "{count} of {total} {noun} hold black pictures (decoded: {sampling}). In {worst.episode}, {worst.message}."
measured: "none of {pictures} decoded pictures of {total} {noun} is black (decoded: {sampling})"
why: >
  A black picture trains like any other. The policy learns to act blind, and that darkness calls for whatever the arm happened to do.
fix: >
  Drop the episode, or its camera. Look whether the camera started late, lost its cable, or whether a converter wrote zeros for a picture that it did not find.
scope: split
metric: image.black
per: episode
levels:
  - {severity: error, require: {at_most: 1}}
  - {severity: warning, require: {at_most: 0}}
explained_by: [image/missing]
formula: |
  mean(Y) < 5 and σ(Y) < 1, Y = (77 R + 150 G + 29 B) / 256
  σ the standard deviation.
  Black: mean luma below 5 of 255 and deviation below 1 over a grid of 32 rows; depth: nothing but zeros. A night scene has its lamps and a covered lens its noise. All but dark: luma below 8 where the camera's usual one is 40 and more.
  Pictures of unusually few bytes are always decoded, so one black frame among others is met.
examples: {clean: [tabletop-cameras, night-scenes, dim-light-in-one], defect: [pictures-black-in-two, wrist-camera-always-black, lens-cap-on]}

"""####,
    "Rules/image/blur.yaml": ####"""
id: image/blur
since: 0.1
confidence: heuristic
states: No episode is blurred against the rest of its camera.
found: "{count} of {total} {noun} are blurred (decoded: {sampling}). In {worst.episode}, {worst.message}."
measured: "no view of {total} {noun} is half as sharp as its camera usually is"
why: >
  A lens out of focus hides fingers and edges. The policy then learns to rely on what it can still see, colours and large shapes.
fix: >
  Look at the named episodes; lock the focus. Motion blur is honest: the sharpest picture of each episode is what counts here.
scope: split
metric: image.blur
per: episode
levels:
  - {severity: warning, require: {at_most: 2}}
explained_by: [image/black, image/flat, image/declared-size]
formula: |
  factor = e^(median(ln S) − ln S), S = mean |x[i−1] − 2 x[i] + x[i+1]| / (σ + 1)
  x the values along a row of a picture, σ the deviation of its luma; S of the sharpest decoded picture of each episode, the median over the camera's episodes. Told beyond a factor of 2 and 5 robust deviations of ln S.
examples: {clean: [tabletop-cameras, static-camera], defect: [pictures-blurred-in-three]}
references: ["Mean size of the second difference along rows (on 32 rows) over the deviation of the luma, of the sharpest decoded picture of each episode that shows what its camera usually shows (as image/orientation has it); told beyond a factor of 2 and 5 robust deviations of its logarithm below the camera's median"]

"""####,
    "Rules/image/camera-swap.yaml": ####"""
id: image/camera-swap
since: 0.1
confidence: strong
states: Each camera shows its own view.
found: "{count} of {total} {noun} have two cameras exchanged (decoded: {sampling}). In {worst.episode}, {worst.message}."
measured: "cameras show their own views in {total} {noun} (decoded: {sampling})"
why: >
  After a restart the system numbers cameras anew. The policy then looks at the table through the wrist, in some episodes and not in others.
fix: >
  Exchange the two features of the named episodes, and bind cameras by serial number.
scope: dataset
metric: image.cameras-swapped
per: episode
levels:
  - {severity: warning, require: {at_most: 0}}
explained_by: [image/declared-size]
formula: |
  e₁(m₁) + e₂(m₂) ≥ 2.5 (e₁(m₂) + e₂(m₁)), eᵢ(mⱼ) = 1 − cos(vᵢ, mⱼ)
  vᵢ what an episode's first picture of camera i shows in 8 x 8 blocks, luma less its best plane, mⱼ the median of camera j over its episodes.
  As image/orientation, for two cameras at once: each more like the other's median than its own, both together 2.5 times, and as like it as the other's own views are
examples: {clean: [tabletop-cameras], defect: [cameras-swapped-in-five]}

"""####,
    "Rules/image/channel-order.yaml": ####"""
id: image/channel-order
since: 0.1
confidence: strong
states: Red is red in all pictures of a camera.
found: "{count} of {total} {noun} have red and blue exchanged against the rest of their camera (decoded: {sampling}). In {worst.episode}, {worst.message}."
measured: "red and blue are where they usually are in {total} {noun} (decoded: {sampling})"
why: >
  OpenCV reads blue first, everybody else red. Where some episodes went through it and others did not, "the red block" is two colours.
fix: >
  Exchange the channels of the named episodes. Whether the whole set is exchanged cannot be told from pictures alone: look at one.
scope: dataset
metric: image.channels-swapped
per: episode
levels:
  - {severity: warning, require: {at_most: 0}}
explained_by: [image/camera-swap, image/orientation]
formula: |
  cos(c, m) ≤ −0.9 and Σ (c + m)² ≤ 0.1 Σ (c − m)²
  c red less blue of an episode in 8 x 8 blocks, m the camera's median.
  Red less blue in 8 x 8 blocks against the camera's median: the cosine is -0.9 or less and the sum of squares after exchanging at most a tenth of that before, while the luma is as it usually is;
  only where half of the blocks are coloured (6 levels), so that a blue thing in place of a red one is no fault. 0 alarms over 3,000 simulated clean cameras.
examples: {clean: [tabletop-cameras, dim-light-in-one], defect: [pictures-red-for-blue-in-five]}

"""####,
    "Rules/image/constant.yaml": ####"""
id: image/constant
since: 0.1
confidence: certain
states: Every camera shows more than one picture.
found: "{count} of {total} {noun} show a single picture: {worst.message}."
measured: "{total} {noun} show more than one picture"
why: >
  A camera that always shows the same says nothing, and costs memory and time in training. Converters write such a stand-in where a camera was never connected.
fix: >
  Leave the camera out, or say beside the steps that it was not there (has_NAME: false) and mask it.
scope: dataset
metric: image.constant
per: camera
levels:
  - {severity: warning, require: {at_most: 1}}
  - {severity: info, require: {at_most: 0}}
explained_by: [image/black, image/missing]
examples: {clean: [tabletop-cameras, static-camera], defect: [wrist-camera-is-one-picture]}

"""####,
    "Rules/image/declared-size.yaml": ####"""
id: image/declared-size
since: 0.1
confidence: certain
states: Pictures have the size and the channels that features.json declares.
found: "{count} of {total} {noun} hold pictures of another size than declared. In {worst.episode}, {worst.message}."
measured: "all pictures of {total} {noun} are of the declared size"
why: >
  Loaders set the shape that is declared and do not look; a batch with one picture of another size, or a grey one among coloured ones, ends the run hours in.
fix: >
  Resize or convert when writing, or declare the size that is stored. A size that differs from episode to episode is declared as None and resized by the loader.
scope: split
metric: image.other-size
per: episode
levels:
  - {severity: error, require: {at_most: 0}}
explained_by: [image/decodes]
examples: {clean: [tabletop-cameras, depth-and-pixels], defect: [pictures-of-another-size, pictures-grey-in-one]}
references: ["The header of every picture; a float that TFDS packs into the four channels of a PNG counts as one channel"]

"""####,
    "Rules/image/decodes.yaml": ####"""
id: image/decodes
since: 0.1
confidence: certain
states: Every picture is one that training code decodes.
found: "{count} of {total} {noun} hold pictures that cannot be decoded. In {worst.episode}, {worst.message}."
measured: "in {total} {noun} every picture begins and ends as one that TensorFlow decodes"
why: >
  tf.io.decode_image stops the whole pipeline at the first file that it does not know or that is cut short; a picture that is damaged inside is decoded to
  grey bands, and the policy learns from them. The checksum of the record holds all the same: the picture was broken before it was written.
fix: >
  Fetch the named steps from the recording again. Where the camera itself delivers damaged frames, drop them and their steps before conversion.
scope: split
metric: image.broken
per: episode
levels:
  - {severity: error, require: {at_most: 0}}
  - severity: error
    require: {at_most: 0}
    metric: image.refused
    found: "{count} of {total} {noun} hold pictures that the decoder refuses or finds damaged (decoded: {sampling}). In {worst.episode}, {worst.message}."
  - severity: warning
    require: {at_most: 0}
    metric: image.trailing
    found: "In {count} of {total} {noun} other bytes follow behind the end of pictures. In {worst.episode}, {worst.message}."
  - severity: warning
    require: {at_most: 0}
    metric: image.complaints
    found: "In {count} of {total} {noun} the decoder complains of pictures that it shows all the same (decoded: {sampling}). In {worst.episode}, {worst.message}."
explained_by: [schema/declared-features]
examples: {clean: [tabletop-cameras, depth-and-pixels], defect: [picture-cut, picture-damaged, picture-is-text, bytes-behind-pictures]}
references: ["Headers and last bytes of every picture: ITU-T T.81 annex B, ISO/IEC 15948; pixels of those that are decoded, by libjpeg-turbo and libspng"]

"""####,
    "Rules/image/duplicate-views.yaml": ####"""
id: image/duplicate-views
since: 0.1
confidence: certain
states: No two cameras hold the same pictures.
found: "{count} of {total} {noun} hold the same pictures: {worst.message}."
measured: "{total} {noun} differ"
why: >
  Converters copy one view into a second slot where a camera is missing. The model learns that both always agree, and at deployment they do not.
fix: >
  Leave the copy out and let the loader mask the slot.
scope: dataset
metric: image.duplicate-views
per: pair
levels:
  - {severity: info, require: {at_most: 0%}}
examples: {clean: [tabletop-cameras], defect: [second-camera-is-a-copy]}
references: ["The same first picture, byte for byte, and the same number of bytes over the episode"]

"""####,
    "Rules/image/first-frame-repeat.yaml": ####"""
id: image/first-frame-repeat
since: 0.1
confidence: strong
states: Episodes that start in different places start with different pictures.
found: "{count} of {total} {noun} start with a picture that stands at the start of others, though the hand starts elsewhere. In {worst.episode}, {worst.message}."
measured: "in {total} {noun} no first picture stands at the start of several episodes whose hand starts elsewhere"
why: >
  No camera takes the same picture twice while the arm stands in different places. The picture is an old one: the driver delivered its last frame before it
  had a new one, or the converter wrote the first recording's picture over others.
fix: >
  Drop the first steps until the pictures move, or fetch them from the recordings again.
scope: dataset
metric: image.first-repeats
per: episode
levels:
  - {severity: warning, require: {at_most: 2}}
explained_by: [image/constant, image/missing, image/black, duplicates/episodes]
formula: |
  apart = max over dimensions of max(s) − min(s) > 2 mm or 2 mrad
  s the first states of the episodes that share one first picture.
examples: {clean: [tabletop-cameras, same-reset], defect: [first-picture-repeated, first-picture-repeated-by-a-static-camera]}
references: ["First pictures equal byte for byte in 3 episodes and more, whose first states lie more than 2 mm (or mrad, for joints) apart in some dimension: a simulator that resets to one state and one picture is left alone"]

"""####,
    "Rules/image/flat.yaml": ####"""
id: image/flat
since: 0.1
confidence: strong
states: Pictures show something.
found: "{count} of {total} {noun} hold pictures of one tone (decoded: {sampling}). In {worst.episode}, {worst.message}."
measured: "none of {pictures} decoded pictures of {total} {noun} is one tone (decoded: {sampling})"
why: >
  Grey or blue all over is what drivers deliver when a camera drops out. It trains like any other picture.
fix: >
  Drop the named episodes or their camera, and look at the driver's log.
scope: split
metric: image.flat
per: episode
levels:
  - {severity: warning, require: {at_most: 0}}
explained_by: [image/missing]
formula: |
  σ(Y) < 1 of 255, Y = (77 R + 150 G + 29 B) / 256 over a grid of 32 rows
  σ the standard deviation.
examples: {clean: [tabletop-cameras, white-simulator], defect: [pictures-flat-grey-in-one]}
references: ["Deviation of the luma below 1 of 255 over a grid of 32 rows, and not black; depth: not a single difference"]

"""####,
    "Rules/image/format.yaml": ####"""
id: image/format
since: 0.1
confidence: certain
states: The pictures of one camera are one kind of file.
found: "{count} of {total} {noun} hold another kind of file than their camera mostly does. In {worst.episode}, {worst.message}."
measured: "each camera holds one kind of file in all {total} {noun}"
why: >
  JPEG loses detail and PNG does not. Where both stand in one camera, sources were mixed, and a network can tell them apart by their blocks.
fix: >
  Nothing, if the sources are meant to be mixed. Otherwise convert from the recordings with one encoder.
scope: dataset
metric: image.kinds
per: episode
levels:
  - {severity: info, require: {at_most: 0}}
examples: {clean: [tabletop-cameras, pictures-in-png], defect: [png-among-jpeg]}

"""####,
    "Rules/image/frozen.yaml": ####"""
id: image/frozen
since: 0.1
confidence: strong
states: No camera stands still while the robot moves.
found: "{count} of {total} {noun} hold pictures that stand still while the robot moves. In {worst.episode}, {worst.message}."
measured: "pictures go on in all {total} {noun} while the robot moves"
why: >
  A driver that hangs repeats its last frame. The policy is shown the same picture for ever other motions, and learns that what it sees does not matter.
fix: >
  Drop the episode, or cut the steps. Look at the camera's stamps, and do not fill gaps with the last frame.
scope: split
metric: image.standing
per: episode
levels:
  - {severity: error, require: {at_most: 20%}}
  - {severity: warning, require: {at_most: 0%}}
explained_by: [image/missing, image/black, image/constant]
formula: |
  share = steps that stand still / steps of the episode
  All pictures, byte for byte, nothing decoded: five and more equal ones in a row, of which most steps move the robot by more than a twentieth of its quick steps and 0.1 mm (or mrad). A camera slower than the control loop repeats each picture about as often:
  then twice its usual run is needed.
examples: {clean: [tabletop-cameras, slow-camera, idle-and-heavy-tailed], defect: [pictures-frozen-briefly, pictures-frozen-for-half]}

"""####,
    "Rules/image/missing.yaml": ####"""
id: image/missing
since: 0.1
confidence: strong
states: Every camera has a picture in every step.
found: "{count} of {total} {noun} lack pictures. In {worst.episode}, {worst.message}."
measured: "{total} {noun} have a picture in every step"
why: >
  Loaders take an empty string for padding and put a black picture in its place, and none says so. A view that is black in some episodes teaches the policy
  to tell these episodes apart; one that is always black teaches it that the camera means nothing.
fix: >
  Write the pictures. Where a camera was not there, say so beside the steps (has_NAME: false) and train with a mask, or leave the camera out.
scope: split
metric: image.missing
per: episode
levels:
  - {severity: error, require: {at_most: 50%}}
  - {severity: warning, require: {at_most: 0%}}
explained_by: [schema/declared-features]
formula: |
  share = steps without a picture / steps of the episode
examples: {clean: [tabletop-cameras, wrist-camera], defect: [wrist-camera-always-empty, pictures-empty-in-one, pictures-empty-at-the-end]}
references: ["Episodes whose own flag (has_NAME) says that the camera was not there are left out"]

"""####,
    "Rules/image/orientation.yaml": ####"""
id: image/orientation
since: 0.1
confidence: strong
states: The pictures of a camera are all the same way up.
found: "{count} of {total} {noun} are turned or mirrored against the rest of their camera (decoded: {sampling}). In {worst.episode}, {worst.message}."
measured: "none of {total} {noun} is turned or mirrored against the rest of its camera (decoded: {sampling})"
why: >
  A camera that was mounted the other way round for a day, or a converter that turned some files and not others: left becomes right, and labels that were true
  become false for what the policy sees.
fix: >
  Turn the named episodes back. A set that is turned as a whole is left alone here: some simulators store theirs so, and their loaders turn it.
scope: dataset
metric: image.turned
per: episode
levels:
  - {severity: warning, require: {at_most: 0}}
explained_by: [image/declared-size, image/black, image/flat, image/camera-swap]
formula: |
  e(upright) ≥ 4 e(turned back), e = 1 − cos(v, m)
  v an episode's first picture in 8 x 8 blocks, luma less its best plane, m the camera's median; turned by 180°, or mirrored.
  First decoded picture of each episode in 8 x 8 blocks, luma less its best plane, against the camera's median. With e = 1 - cosine: told where e is four times what it is turned back, and that is at most three times the usual e (0.15 at least, 0.5 at most).
  Only for cameras whose usual e is at most 0.4 over 8 episodes and more, and for turns that change the median by e = 0.4 in half of its blocks, and views with something to see in half of their blocks: a thing on the other side of a plain table is no mirrored picture.
  0 alarms over 3,000 simulated clean cameras. Over the 50 kitchen scenes of four real cameras the largest ratio was 2.2, in turned pictures the smallest 7.
examples: {clean: [tabletop-cameras, rotated-by-convention], defect: [pictures-upside-down-in-five, pictures-mirrored-in-four, pictures-upright-in-three]}

"""####,
    "Rules/image/overexposed.yaml": ####"""
id: image/overexposed
since: 0.1
confidence: heuristic
states: No episode is washed out against the rest of its camera.
found: "{count} of {total} {noun} are washed out (decoded: {sampling}). In {worst.episode}, {worst.message}."
measured: "no picture of {total} {noun} is more than half white where its camera usually is not"
why: >
  Where everything is white there is nothing to grasp by. Automatic exposure that starts high does this in an episode's first seconds.
fix: >
  Look at the named episodes. Fix the exposure, or drop steps until it has settled.
scope: split
metric: image.overexposed
per: episode
levels:
  - {severity: warning, require: {at_most: 50%}}
formula: |
  share = n(Y ≥ 235) / n, Y = (77 R + 150 G + 29 B) / 256
  of the whitest decoded picture of an episode, where the camera's median is at most 0.1.
examples: {clean: [tabletop-cameras, white-simulator], defect: [pictures-overexposed-in-three]}
references: ["Share of the luma at 235 (the white of video) and above, against the camera's own median: a white simulator scene is not washed out"]

"""####,
    "Rules/image/quality.yaml": ####"""
id: image/quality
since: 0.1
confidence: certain
states: JPEG pictures keep a quality of {limit}.
found: "{count} of {total} {noun} are compressed more: {worst.message}."
measured: "JPEG quality of {total} {noun}, the lowest {observed}"
why: >
  Below 75 blocks and colour bleeding become visible at the size that models see; fingers and small objects go first.
fix: >
  Encode from the recordings anew with quality 90 or more. What was lost does not come back by encoding again.
scope: dataset
metric: image.quality
per: camera
levels:
  - {severity: info, require: {at_least: 75}}
formula: |
  q = (200 − S) / 2 for S ≤ 100, else 5000 / S; S = 100 ΣQ / ΣK
  Q the luma quantisation table, K table K.1 of ITU-T T.81: libjpeg scales K by S / 100.
examples: {clean: [tabletop-cameras, pictures-of-mixed-quality], defect: [pictures-of-quality-30]}
references: ["From the luma quantisation table of each episode's first picture against table K.1 of ITU-T T.81, as libjpeg scales it; the median over episodes"]

"""####,
    "Rules/image/reference-shift.yaml": ####"""
id: image/reference-shift
since: 0.1
confidence: heuristic
states: The pictures are like those of the reference dataset in colour, brightness and view.
found: "{count} of {total} {noun} are unlike those of {reference}: {worst.message}."
measured: "the pictures of {total} {noun} lie at most {observed} off those of {reference}"
why: >
  A model that was trained on one light and one view loses much of its skill under another, and no loss curve of the fine-tuning says so.
fix: >
  Set exposure, white balance and camera mounts as they were, or mix enough of the new pictures into the training.
scope: dataset
metric: image.reference-shift
per: camera
levels:
  - {severity: warning, require: {at_most: 3 sigma}}
  - {severity: info, require: {at_most: 1.5 sigma}}
formula: |
  d = |mean₁ − mean₂| / max(s, 2), s² = ((n₁ − 1) s₁² + (n₂ − 1) s₂²) / (n₁ + n₂ − 2)
  means and deviations s of brightness, red, green or blue over the n episodes of this dataset and of the reference, the quantity that differs most; in levels of 255.
examples: {clean: [tabletop-cameras], defect: [another-light-than-the-reference]}
references: ["As image/shift, against the dataset of --reference, camera by camera of the same name"]

"""####,
    "Rules/image/shift.yaml": ####"""
id: image/shift
since: 0.1
confidence: heuristic
states: The pictures of all splits are alike in colour, brightness and view.
found: "{count} of {total} {noun} are unlike those of train: {worst.message}."
measured: "the pictures of {total} {noun} lie at most {observed} off those of train"
why: >
  A validation split from another day, lamp or kitchen measures how well the policy copes with that, and not how well it learned. Early stopping then picks by the light.
fix: >
  Nothing, if the split is meant to be another place: say so where results are shown. Otherwise draw the split anew over all recordings.
scope: dataset
metric: image.shift
per: camera
levels:
  - {severity: info, require: {at_most: 2 sigma}}
formula: |
  measured = |m₁ − m₂| / s, the largest over brightness, red, green and blue (Cohen's d)
  m: mean over episodes of one split. s: pooled deviation between episodes, 2 levels at least.
  A view that is alike within each split and unlike between them (cosine below 0.3) counts as 10.
examples: {clean: [tabletop-cameras], defect: [val-in-another-light]}

"""####,
    "Rules/image/target-size.yaml": ####"""
id: image/target-size
since: 0.1
confidence: certain
states: Pictures are at least as large as the model sees them.
found: "{count} of {total} {noun} are enlarged: {worst.message}."
measured: "pictures of {total} {noun} are large enough; the most that one is enlarged is {observed} times"
why: >
  Enlarging adds pixels and no detail: the model looks at a blurred picture, and deployment with a sharper camera shows it something new.
fix: >
  Convert from the recordings at the model's size or above. If the small pictures are all there is, shrink the camera's pictures at deployment the same way.
scope: dataset
metric: image.enlarged
per: camera
levels:
  - {severity: warning, require: {at_most: 16}}
  - {severity: info, require: {at_most: 1}}
explained_by: [image/declared-size]
formula: |
  factor = max(rows / height, columns / width); of a letterbox the smaller one
  rows and columns of the model's picture, height and width of the stored one.
examples: {clean: [tabletop-cameras], defect: [pictures-small-for-the-model]}
references: ["Sixteen times: a 256th of the pixels; no public dataset is that small against its model"]

"""####,
    "Rules/image/upright.yaml": ####"""
id: image/upright
since: 0.1
confidence: heuristic
states: Pictures that are declared upright are.
found: "{count} of {total} {noun} that must be upright are upside-down: {worst.message}."
measured: "{total} {noun} that must be upright show the hand rise when it rises"
why: >
  LIBERO's simulator renders upside-down, and its published sets were turned on conversion. A set that was not loads and trains as well, and fails on the robot or
  beside a set that was turned.
fix: >
  Turn the pictures by 180 degrees when converting, or correct what is declared.
scope: dataset
metric: image.upright
per: camera
levels:
  - {severity: warning, require: {at_most: 0}}
explained_by: [image/orientation, state/up-axis]
formula: |
  Σ y (r₂² − r₁²) = a Δx + b Δy + c Δz, t = c / (standard error of c)
  r what differs from the camera's mean view in the rows y, in the first and the second decoded picture of an episode, Δ the change of the hand's place between them, least squares over episodes. Rows count downwards: c > 0 in pictures that are upside down.
  Where what differs from the camera's mean view lies, fitted to the change of the hand's place between two pictures of each episode; told from 12 episodes and 3.5 standard errors on. Asked only of what a cupel.yaml (pictures: FEATURE:
  upright) or a card declares, and not of a camera in the hand.
examples: {clean: [pictures-declared-upright], defect: [pictures-upside-down-declared-upright]}

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
          "owner",
          "until"
        ],
        "properties": {
          "rule": {
            "type": "string",
            "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"
          },
          "scope": {
            "description": "What it is about, as reports name it: a split, dataset, task=NAME, episodes (train/17, train/3..9), or a list of such. Left out, everything.",
            "type": [
              "string",
              "array"
            ],
            "minItems": 1,
            "pattern": ".",
            "items": {
              "type": "string",
              "pattern": "."
            }
          },
          "reason": {
            "type": "string",
            "pattern": "."
          },
          "owner": {
            "type": "string",
            "pattern": "."
          },
          "until": {
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "description": "The last day on which it holds."
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
    "motion": {
      "enum": [
        "delta",
        "absolute",
        "velocity"
      ],
      "description": "Whether labels say by how much to move, where to, or how fast; delta unless declared."
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
            "euler-zyx",
            "intrinsic-xyz",
            "quaternion-xyzw",
            "quaternion-wxyz",
            "matrix"
          ]
        },
        "action": {
          "enum": [
            "rotation-vector",
            "euler-xyz",
            "euler-zyx",
            "intrinsic-xyz",
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
        },
        "state_open": {
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
    },
    "provenance": {
      "description": "In a contract: what the delivery must say ([collector, licence], or {licence: [CC-BY-4.0, MIT], collector: required}). Beside the data: what its owner says ({collector: ..., reviewer_agreement: 93%}).",
      "anyOf": [
        {
          "type": "object",
          "minProperties": 1,
          "propertyNames": {
            "type": "string",
            "pattern": "^[a-z0-9_]+$"
          },
          "additionalProperties": {
            "type": [
              "string",
              "number",
              "boolean",
              "array"
            ],
            "minItems": 1,
            "items": {
              "type": [
                "string",
                "number",
                "boolean"
              ]
            }
          }
        },
        {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "string",
            "pattern": "^[a-z0-9_]+$"
          }
        },
        {
          "type": "string",
          "pattern": "^[a-z0-9_]+$"
        }
      ]
    },
    "pictures": {
      "type": "object",
      "additionalProperties": {
        "enum": [
          "upright"
        ]
      },
      "description": "Cameras whose pictures must be the right way up: FEATURE: upright."
    },
    "episodes_per_task": {
      "type": "integer",
      "minimum": 1,
      "description": "How many episodes of each task the training needs."
    },
    "tiers": {
      "type": "object",
      "additionalProperties": false,
      "description": "What parts of the data are for, by splits and tasks.",
      "properties": {
        "in_distribution": {
          "type": "object",
          "additionalProperties": false,
          "minProperties": 1,
          "properties": {
            "split": {
              "type": [
                "string",
                "array"
              ],
              "minItems": 1,
              "items": {
                "type": "string"
              }
            },
            "task": {
              "type": [
                "string",
                "array"
              ],
              "minItems": 1,
              "items": {
                "type": "string"
              }
            }
          }
        },
        "out_of_distribution": {
          "type": "object",
          "additionalProperties": false,
          "minProperties": 1,
          "properties": {
            "split": {
              "type": [
                "string",
                "array"
              ],
              "minItems": 1,
              "items": {
                "type": "string"
              }
            },
            "task": {
              "type": [
                "string",
                "array"
              ],
              "minItems": 1,
              "items": {
                "type": "string"
              }
            }
          }
        },
        "safety": {
          "type": "object",
          "additionalProperties": false,
          "minProperties": 1,
          "properties": {
            "split": {
              "type": [
                "string",
                "array"
              ],
              "minItems": 1,
              "items": {
                "type": "string"
              }
            },
            "task": {
              "type": [
                "string",
                "array"
              ],
              "minItems": 1,
              "items": {
                "type": "string"
              }
            }
          }
        }
      }
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
          },
          "idle": {
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
            },
            "description": "What the loader looks at to tell idle steps, where that is not its action."
          },
          "idle_rule": {
            "enum": [
              "openvla-droid",
              "oft-libero",
              "openpi-droid"
            ]
          },
          "blanks_instruction": {
            "type": "boolean",
            "description": "The loader puts an empty text in place of the instruction."
          },
          "cameras": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            },
            "description": "The feature that fills each of the model's cameras; one that is not named stays black."
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
        },
        "state_open": {
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
    },
    "pictures": {
      "type": "object",
      "additionalProperties": {
        "enum": [
          "upright"
        ]
      },
      "description": "Cameras whose pictures must be the right way up: FEATURE: upright."
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
        "pattern": "^!?(\\*|[a-z0-9-]+/(\\*|[a-z0-9-]+))$"
      },
      "description": "Ids, family/*, or *; with ! in front, what is left out."
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
    },
    "baselines": {
      "enum": [
        "allowed",
        "refused"
      ],
      "description": "refused: nothing may be taken for known (--baseline is an error)."
    },
    "episodes": {
      "type": [
        "integer",
        "string"
      ],
      "pattern": "^[0-9.]+%?$",
      "minimum": 1,
      "description": "How many episodes are looked at unless --episodes says otherwise: 200, or 5%."
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
    "formula": {
      "type": "string",
      "description": "What is computed, in plain text, with its symbols explained."
    },
    "needs": {
      "type": [
        "string",
        "array"
      ],
      "items": {
        "type": "string"
      },
      "description": "Roles without which the rule is not applicable; \"pose.position or joints\" asks for one of them."
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
    "Rules/json-schema/words.json": ####"""
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "A list of words by which Cupel judges instructions",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "list",
    "words"
  ],
  "properties": {
    "list": {
      "enum": [
        "verbs",
        "nouns",
        "articles",
        "pronouns",
        "prepositions",
        "particles",
        "adverbs",
        "politeness",
        "lead-ins",
        "same-meaning",
        "generic",
        "placeholders",
        "numbered-things",
        "file-endings",
        "motions",
        "directions",
        "measures",
        "grasps",
        "robot-parts",
        "foreign"
      ],
      "description": "The list that this file adds to."
    },
    "replaces": {
      "type": "boolean",
      "description": "Takes the place of what was read of this list before, instead of adding to it."
    },
    "words": {
      "type": "array",
      "items": {
        "type": [
          "string",
          "array"
        ],
        "items": {
          "type": "string"
        }
      },
      "description": "A word, a phrase, or several that belong together (a verb and its irregular forms, phrases that say the same), in small letters."
    }
  }
}

"""####,
    "Rules/language/budget.yaml": ####"""
id: language/budget
since: 0.1
confidence: heuristic
states: Instructions differ within what the target reads of them.
found: "{count} of {total} {noun} have instructions that are equal in their first {words} words, behind which the target cuts: {quoted}. For one, {worst.message}."
measured: "no two instructions are equal in their first {words} words and differ behind"
why: >
  What tells two tasks apart stands behind the target's last token, so that the model is shown both under one text.
fix: >
  Put what tells tasks apart first, and say the rest shorter.
needs: [instruction]
scope: dataset
metric: language.cut-alike
per: episode
levels:
  - {severity: warning, require: {at_most: 0}}
examples: {clean: [euler-base], defect: [instructions-equal-behind-the-cut]}
references: ["Words are counted, not tokens: about 1.4 tokens of T5 to an English word. loader/instruction-cut tells that something is cut; this rule, that it mattered."]

"""####,
    "Rules/language/case-fold.yaml": ####"""
id: language/case-fold
since: 0.1
confidence: certain
states: Instructions that say the same are written the same.
found: "{count} of {total} {noun} are written in several ways that differ in case, spaces or a final period alone; {worst.message}."
measured: "each of {total} {noun} is written in one way"
why: >
  Tokenizers tell "Pick" from "pick" and "cup." from "cup". Such variants look like diversity in a count of strings, and are none.
fix: >
  Settle on one way to write (small letters, no final period is what most loaders make of it) and rewrite the others.
needs: [instruction]
scope: dataset
metric: language.variants
levels:
  - {severity: info, require: {at_most: 0}}
explained_by: [language/text-hygiene]
examples: {clean: [euler-base], defect: [instructions-written-unevenly]}

"""####,
    "Rules/language/conflict.yaml": ####"""
id: language/conflict
since: 0.1
confidence: strong
states: No instruction is that of another task, and no recording has two that are unrelated.
found: "{count} of {total} {noun} carry the instruction of another task than {by} tells: {quoted}. For one, {worst.message}."
measured: "no instruction of {total} {noun} is that of another task or recording"
why: >
  Where one sentence stands for two tasks, or one motion under two unrelated sentences, words and motion contradict each other: the policy is
  punished for doing what it was told.
fix: >
  Look at the named episodes' pictures and correct the instruction or the task. Mostly a list of labels was shifted against the recordings.
needs: [instruction]
scope: dataset
metric: language.conflict.tasks
levels:
  - {severity: warning, require: {at_most: 0}}
  - severity: warning
    require: {at_most: 0}
    metric: language.conflict.twins
    found: "{count} of {total} {noun} are the same recording as another, or nearly, under instructions that have no thing in common: {quoted}. For one, {worst.message}."
explained_by: [language/generic, language/identifier]
examples: {clean: [euler-base, one-instruction], defect: [one-string-for-two-tasks, copied-under-another-name]}
references: ["A text of two tasks is told where it speaks of things in the name, or in two or more own texts, of one task and of none in those of the other; keys that are finer than words (one task in two kitchens) share their things and are left alone. Recordings are the same as in duplicates/episodes: bit for bit, or to within 1e-6 in every value; where they have pictures, the first ones are equal byte for byte, or within 8 levels of 256 in each of 8 x 8 blocks. Nearly the same: the first pictures are, and the hand is within 2 mm at the start, the quarters and the end of a path of 5 cm and more. Arithmetic, so luck has no part in it."]

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
formula: |
  p = C(3, d) (d / 3)ⁿ, the chance that n episodes show no more than d of three phrasings that are equally likely
  Told task by task where p < 5·10⁻⁴ over the number of tasks; all tasks together where Fisher's sum −2 Σ ln p is as unlikely.
  Fewer than 1 false alarm in 1,000 by construction. Small tasks abstain.
examples: {clean: [euler-base, with-tokens], defect: [one-instruction-for-all]}

"""####,
    "Rules/language/generic.yaml": ####"""
id: language/generic
since: 0.1
confidence: certain
states: Instructions say what to do.
found: "{count} of {total} {noun} carry an instruction that names no task: {quoted}. In {worst.episode}, {worst.message}."
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
references: ["Whole instructions only, from Rules/words/generic.yaml, without case and closing punctuation; \"Do something\" is a common converter default"]

"""####,
    "Rules/language/identifier.yaml": ####"""
id: language/identifier
since: 0.1
confidence: certain
states: Instructions are sentences, not identifiers, placeholders or file names.
found: "{count} of {total} {noun} carry an identifier for an instruction: {quoted}. In {worst.episode}, {worst.message}."
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
    "Rules/language/imperative.yaml": ####"""
id: language/imperative
since: 0.1
confidence: heuristic
states: At least {limit} of the instructions ask for something, with a verb first.
found: "{count} of {total} English instructions do not begin with a verb that asks for something ({observed} do): {quoted}. In {worst.episode}, {worst.message}."
measured: "{observed} of {english} English instructions begin with a verb that asks for something"
why: >
  People tell a robot what to do: open the drawer. Descriptions ("the robot opens the drawer", "opening the drawer") and labels ("red cup in sink")
  are other sentences than the model will be asked, and a pretrained language model reads them as something else.
fix: >
  Reword what is quoted as a request. Manner and politeness in front ("slowly", "please") do no harm.
needs: [instruction]
scope: dataset
metric: language.imperative
per: episode
levels:
  - {severity: warning, require: {at_least: 90%}}
explained_by: [language/generic, language/identifier]
formula: |
  share = instructions with a verb first / English instructions
examples: {clean: [euler-base, instructions-polite], defect: [instructions-describe]}
references: ["Verbs and their forms: Rules/words/verbs.yaml. Of 535 instructions that were labelled by hand (Tests/MeasuresTests/fixtures/instructions.tsv) each class is told right in 97 % or more; of the 60 among them that were written after the lists, 57. Below ten English instructions the rule abstains."]

"""####,
    "Rules/language/length.yaml": ####"""
id: language/length
since: 0.1
confidence: heuristic
states: Instructions have {limit}.
found: "{count} of {total} {noun} have instructions of other length (median {median} words); the furthest, in {worst.episode}: {worst.message}."
measured: "median of {median} words over {distinct} distinct instructions"
why: >
  One or two words rarely tell a task from its neighbours; beyond twenty-five a sentence mostly tells a story, and small language encoders cut it.
fix: >
  Say what is done to what and where to, in one sentence.
needs: [instruction]
metric: language.words
per: episode
levels:
  - {severity: info, require: {between: [3 words, 25 words]}}
explained_by: [language/generic, language/identifier, language/sub-step]
examples: {clean: [euler-base], defect: [instructions-of-two-words]}
references: ["Where words are not parted by spaces they are counted by letters: 1.5 of Chinese and Japanese, 4 of Thai make about a word"]

"""####,
    "Rules/language/motion.yaml": ####"""
id: language/motion
since: 0.1
confidence: heuristic
states: The gripper moves where the words ask to take or let go something.
found: "In {count} of {total} {noun} whose words ask for a grasp the gripper never moves: {quoted}. In {worst.episode}, {worst.message}."
measured: "the gripper moves in all {total} episodes whose words ask for a grasp"
why: >
  The grasp failed and the episode is a failure, or the recording was cut before or behind it, or the instruction belongs to another episode, or
  the gripper's channel was lost.
fix: >
  Look at the named episodes. Drop failures or mark them; mend the list of labels or the converter otherwise.
needs: [instruction, action.gripper]
metric: language.grasp
per: episode
levels:
  - {severity: info, require: {at_most: 0}}
explained_by: [gripper/constant]
examples: {clean: [euler-base], defect: [asked-to-grasp-and-does-not]}
references: ["Verbs: Rules/words/grasps.yaml. Commands and states within 5 % of what the gripper does in the dataset, in episodes of 20 steps or more: an excerpt may leave the grasp out"]

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
    "Rules/language/repetition.yaml": ####"""
id: language/repetition
since: 0.1
confidence: heuristic
states: The distinct instructions are less alike than a self-BLEU of {limit}.
found: "The {total} {noun} repeat each other: self-BLEU-4 {self-bleu}, {distinct-2} of their word pairs distinct{sampled}."
measured: "self-BLEU-4 {self-bleu}, {distinct-2} of word pairs distinct over {total} {noun}{sampled}"
why: >
  Instructions that are made of pieces of each other offer little language to learn from, however many there are.
fix: >
  Ask for paraphrases in other words, not for other fillings of the same sentences.
needs: [instruction]
scope: dataset
metric: language.self-bleu
levels:
  - {severity: info, require: {at_most: 0.85}}
explained_by: [language/template]
formula: |
  self-BLEU-4 = mean over texts of min(1, e^(1 − r/c)) · (p₁ p₂ p₃ p₄)^(1/4)
  pₙ: the share of a text's runs of n words that stand in another of the distinct texts, each counted as often as there. c: its length. r: the nearest length of another text. A share without a match counts as 0.1 over the number of runs.
  Over the set of distinct instructions, so that it does not fall with the number of episodes; of more than 1,000 those with the smallest digests.
examples: {clean: [euler-base], defect: [instructions-repeat-each-other]}
references:
  - >-
    Zhu et al. 2018, Texygen (self-BLEU); Chen and Cherry 2014, method 1 (smoothing); Li et al. 2016 (distinct-2)

"""####,
    "Rules/language/specificity.yaml": ####"""
id: language/specificity
since: 0.1
confidence: heuristic
states: At least {limit} of the instructions say what is done to what.
found: "{count} of {total} English instructions name no verb or no object ({verb} name a verb, {object} an object, {place} a place): {quoted}. In {worst.episode}, {worst.message}."
measured: "of {english} English instructions {verb} name a verb, {object} an object, {place} a place"
why: >
  "Put it away" fits every picture. A policy that is told so may look at the scene alone and guess what is usual there; in a scene with two objects
  it then takes either.
fix: >
  Name the object by what tells it from others (the red cup), and where it goes if there is a choice.
needs: [instruction]
scope: dataset
metric: language.specific
per: episode
levels:
  - {severity: info, require: {at_least: 80%}}
explained_by: [language/generic, language/identifier, language/imperative]
formula: |
  share = instructions with a verb and an object / English instructions
examples: {clean: [euler-base], defect: [instructions-name-nothing]}
references: ["By position: what stands between verb and first preposition is the object, what stands behind a preposition or is a direction is the place (Rules/words/prepositions.yaml, particles.yaml, directions.yaml). Pronouns name nothing."]

"""####,
    "Rules/language/sub-step.yaml": ####"""
id: language/sub-step
since: 0.1
confidence: strong
states: Instructions name a task, not a single motion of the robot.
found: "{count} of {total} {noun} carry a motion for an instruction: {quoted}. In {worst.episode}, {worst.message}."
measured: "none of {total} instructions is a mere motion"
why: >
  "Move left" and "close gripper" belong to the inside of a task. As the instruction of an episode they say nothing of what is there or what for, so
  that the policy learns to ignore them; and nobody will ever ask a robot for a task in such words.
fix: >
  Write what the episode is for into the instruction, and keep motions, where they are wanted, in a feature of their own.
needs: [instruction]
metric: language.sub-step
per: episode
levels:
  - {severity: warning, require: {at_most: 0}}
explained_by: [language/generic]
examples: {clean: [euler-base, one-instruction], defect: [instruction-is-a-motion]}
references: ["Told where the whole text is a verb of motion (Rules/words/motions.yaml) with directions, parts of the robot and distances alone, and a gripper is known. Texts that are not English enough are not looked at."]

"""####,
    "Rules/language/template.yaml": ####"""
id: language/template
since: 0.1
confidence: strong
states: No one pattern, filled with other words each time, makes more than {limit} of the distinct instructions.
found: "One pattern, {pattern}, explains {explained} of {distinct} distinct instructions and {explained.episodes} of {episodes} episodes: {quoted}."
measured: "no pattern explains more than {observed} of {distinct} distinct instructions"
why: >
  Each string is unique, and all are one phrasing with another noun. The policy can ignore everything but the filled word, and a user who words the
  request otherwise is not understood.
fix: >
  Add paraphrases that differ in verb, order and detail, written by people or by a language model and read by people.
needs: [instruction]
scope: dataset
metric: language.template
levels:
  - {severity: warning, require: {at_most: 90%}}
explained_by: [language/generic, language/identifier]
formula: |
  share of the distinct instructions that one pattern explains
  The frame is made of words that stand in 90 % of the distinct texts; what lies between them is a slot.
  The frame has two words or more, not small words alone. If texts were written after two patterns or more, none meant for more than half of them, n texts show 90 % after one with the probability 2 P(Bin(n, 1/2) ≥ 0.9 n): 4.0e-4 for 20 texts, 8.4e-6 for 30.
  Below 20 distinct texts the rule abstains.
examples: {clean: [euler-base, instructions-polite], defect: [one-template-for-all]}

"""####,
    "Rules/language/text-hygiene.yaml": ####"""
id: language/text-hygiene
since: 0.1
confidence: certain
states: Instructions are clean text.
found: "{count} of {total} {noun} carry unclean text: {quoted}. In {worst.episode}, {worst.message}."
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
    "Rules/language/top-string.yaml": ####"""
id: language/top-string
since: 0.1
confidence: strong
states: No phrasing takes more than {limit} of a task's episodes.
found: "In {count} of {total} {noun} one phrasing takes nearly all episodes; in the worst, {worst.message}."
measured: "the most common phrasing of a task takes {worst.value} of its episodes at most ({total} {noun})"
why: >
  Rare phrasings are seen once in a hundred examples and teach little: the task has several wordings on paper and one in training.
fix: >
  Spread the phrasings over the episodes of their task, or draw them at random when training.
needs: [instruction]
scope: dataset
metric: language.top-string
levels:
  - {severity: warning, require: {at_most: 80%}}
explained_by: [language/diversity, language/generic, language/identifier]
formula: |
  share x = episodes of a task with its most common phrasing / its n episodes
  Told where 2 e^(−n D) < 5·10⁻⁴ over the number of tasks, D = x ln 2x + (1 − x) ln 2(1 − x): the bound on the chance of such a share where no phrasing is meant for more than half (Chernoff 1952).
examples: {clean: [euler-base, with-tokens], defect: [one-phrasing-takes-all]}
references: ["Told where a share x of n episodes has a probability 2 e^(-n D), D = x ln 2x + (1 - x) ln 2(1 - x) (Chernoff 1952), below 5e-4 over the number of tasks, if no phrasing were meant for more than half of them: fewer than 1 false alarm in 1,000 by construction. 13 of 13, 19 of 20 or 30 of 33 for one task; smaller tasks abstain. Tasks with fewer than three phrasings are language/diversity's."]

"""####,
    "Rules/loader/action-width.yaml": ####"""
id: loader/action-width
since: 0.1
confidence: certain
states: The action has as many dimensions as the target's loader takes.
found: "{worst.message}: it raises."
measured: "the loader makes an action of {width} dimensions"
why: >
  A loader that expects another number of dimensions raises on the first batch, or when it lays its mask over the statistics.
fix: >
  Write a transform that makes the dimensions which the model was trained on, or choose a target that takes these.
view: target
scope: dataset
metric: loader.width.action
levels:
  - {severity: error, require: {at_most: 0}}
examples: {clean: [euler-base], defect: [joints-for-openvla]}

"""####,
    "Rules/loader/aspect.yaml": ####"""
id: loader/aspect
since: 0.1
confidence: certain
states: Pictures keep their aspect in the target's size.
found: "{count} of {total} {noun} are stretched: {worst.message}."
measured: "pictures of {total} {noun} keep their aspect"
why: >
  A picture that is squeezed into a square shows things slimmer than they are. The model learns them so; at deployment the camera must be squeezed the
  same way.
fix: >
  Nothing, if deployment does the same. Otherwise crop pictures to the target's aspect before they are written.
view: target
scope: dataset
metric: loader.aspect
per: camera
levels:
  - {severity: info, require: {at_most: 1.001}}
formula: |
  stretch = max(r, 1 / r), r = (width / height) / (columns / rows)
  width and height of the stored picture, columns and rows of the model's.
examples: {clean: [euler-base], defect: [pictures-are-stretched]}

"""####,
    "Rules/loader/black-view.yaml": ####"""
id: loader/black-view
since: 0.1
confidence: certain
states: Every camera that the model looks through is filled.
found: "{count} of {total} {noun} are not filled: {worst.message}."
measured: "all of {total} {noun} are filled"
why: >
  Most loaders put a black picture where a camera is missing and say nothing. A model that was trained on black learns that this view means nothing, and
  where it is the only one, that nothing is to be seen at all.
fix: >
  Name the feature that the camera stands in (roles image.primary, image.wrist in cupel.yaml, or the loader's own configuration), or choose a model with fewer cameras.
view: target
scope: dataset
metric: loader.views
per: camera
levels:
  - {severity: error, require: {at_most: 2}}
  - {severity: warning, require: {at_most: 1}}
  - {severity: info, require: {at_most: 0}}
examples: {clean: [euler-base, wrist-camera], defect: [no-picture-for-the-model]}

"""####,
    "Rules/loader/clipped.yaml": ####"""
id: loader/clipped
since: 0.1
confidence: certain
states: At most {limit} of the values of each dimension lie outside the bounds that the target's code holds.
found: "{worst.value} of the values of {worst.feature} are cut off: {worst.message}."
measured: "at most {worst.value} of the values are cut off, in {worst.feature}"
why: >
  RT-1 cuts labels to bounds that are written in its code, not taken from the data. What lies outside is cut to the bound: the model is taught slower motion
  than was recorded, and where units are not the ones expected, next to none.
fix: >
  Scale the labels to the target's units before they are written.
view: target
scope: dataset
metric: loader.clipped
per: dimension
levels:
  - {severity: warning, require: {at_most: 4%}}
  - {severity: info, require: {at_most: 0%}}
explained_by: [schema/finite, action/episode-scale, state/units]
formula: |
  share = n(x < low or x > high) / n
  x the values of a dimension, low and high the bounds in the target's code.
examples: {clean: [clean-for-rt1], defect: [beyond-the-bounds-of-rt1]}
references:
  - "google-deepmind/open_x_embodiment @ 9eeb68b, models/rt1.py:293-302"
  - "google-research/robotics_transformer @ 4569641, tokenizers/action_tokenizer.py:119"

"""####,
    "Rules/loader/constant-dimension.yaml": ####"""
id: loader/constant-dimension
since: 0.1
confidence: certain
states: Every dimension of the model's action moves.
found: "{count} of {total} {noun} of the model's action never move and become {becomes}: {worst.message}."
measured: "each of {total} {noun} moves"
why: >
  Scaling has nothing to scale a constant by, so that loaders put a constant in its place. The model learns it by heart and can do nothing else.
fix: >
  Record motion in this dimension, or tell the model's users that it has none. Constants that a transform fills in (rotations of an arm that has none) are
  meant to be so.
view: target
scope: dataset
metric: loader.constant
per: dimension
levels:
  - {severity: info, require: {at_most: 0}}
explained_by: [action/dead-dimension]
examples: {clean: [euler-base], defect: [yaw-never-moves]}

"""####,
    "Rules/loader/container.yaml": ####"""
id: loader/container
since: 0.1
confidence: certain
states: The target's public code reads the data as they are stored.
found: "{worst.message}: the data have to be converted."
measured: "the public code reads {format}"
why: >
  What a conversion makes of the data is not to be seen here: rates, clocks, splits and file names may change.
fix: >
  Convert, and check what came out.
view: target
scope: dataset
metric: loader.container
levels:
  - {severity: info, require: {at_most: 0}}
examples: {clean: [euler-base], defect: [for-a-lerobot-loader]}

"""####,
    "Rules/loader/episodes-lost.yaml": ####"""
id: loader/episodes-lost
since: 0.1
confidence: certain
states: Of every episode the target's loader keeps something.
found: "Of {count} of {total} {noun} the loader keeps nothing; the first, {worst.episode}: {worst.message}."
measured: "something is kept of each of {total} {noun}"
why: >
  An episode that is shorter than an action chunk, carries no instruction, or whose path does not say that it succeeded, is skipped without a word. It was
  recorded and paid for, and counts in every total but the model's.
fix: >
  Record longer episodes, label them, and name them as the loader expects; or leave them out of the delivery.
view: target
scope: split
metric: loader.episodes.lost
per: episode
levels:
  - {severity: warning, require: {at_most: 0%}}
explained_by: [episode/length, language/present, schema/step-counts, schema/declared-features]
formula: |
  share = episodes of which nothing is kept / episodes
examples: {clean: [euler-base], defect: [one-episode-yields-nothing]}

"""####,
    "Rules/loader/instruction-blanked.yaml": ####"""
id: loader/instruction-blanked
since: 0.1
confidence: certain
states: The loader's table keeps the instruction.
found: "{worst.message}."
measured: "the table keeps the instructions of {card}"
why: >
  Octo's table takes some sets' instructions for uninformative and puts nothing in their place: the model is trained on goal pictures alone, whatever was
  written.
fix: >
  If your instructions say more than the published ones did, give the dataset a name of its own and a transform that keeps them.
view: target
scope: dataset
metric: loader.instruction.blanked
levels:
  - {severity: warning, require: {at_most: 0}}
examples: {clean: [transformed-by-its-card], defect: [instruction-blanked-by-octo]}

"""####,
    "Rules/loader/instruction-case.yaml": ####"""
id: loader/instruction-case
since: 0.1
confidence: certain
states: Capital letters do not matter to the target.
found: "The loader writes {observed} of the instructions in small letters ({changed} of {of}), such as \"{example}\"."
measured: "no instruction holds a capital letter"
why: >
  The model never sees a capital letter: names and signs that differ by them are one. At deployment the prompt must be written small as well.
fix: >
  Nothing, if deployment does the same.
view: target
scope: split
metric: loader.instruction.capitals
levels:
  - {severity: info, require: {at_most: 0%}}
examples: {clean: [euler-base], defect: [instructions-in-capitals]}

"""####,
    "Rules/loader/instruction-cut.yaml": ####"""
id: loader/instruction-cut
since: 0.1
confidence: heuristic
states: Instructions are short enough for the target, about {limit}.
found: "{count} of {total} {noun} have an instruction that is longer than about {words} words ({tokens} tokens): {quoted}. The longest, in {worst.episode}: {worst.message}."
measured: "instructions have at most {worst.value}, where about {words} fit"
why: >
  The loader cuts the instruction off behind its last token and says nothing. What stands at the end is lost: where to put it, with which hand.
fix: >
  Say it shorter, and put what tells tasks apart first.
view: target
scope: split
metric: loader.instruction.words
per: episode
levels:
  - {severity: warning, require: {at_most: "{target.maximum-words}"}}
examples: {clean: [euler-base], defect: [instruction-too-long-for-octo]}
references:
  - "Words are counted, not tokens: about 1.4 tokens of T5 to an English word"

"""####,
    "Rules/loader/state-width.yaml": ####"""
id: loader/state-width
since: 0.1
confidence: certain
states: The state has as many dimensions as the target takes.
found: "{worst.message}."
measured: "the state has {width} dimensions"
why: >
  A model that reads the state has a layer of exactly that many inputs. Another number raises there, or is padded.
fix: >
  Choose the dimensions that the model reads in its configuration, or train a layer of another width.
view: target
scope: dataset
metric: loader.width.proprio
levels:
  - {severity: info, require: {at_most: 0}}
examples: {clean: [for-a-lerobot-loader], defect: [state-of-eight-numbers]}

"""####,
    "Rules/loader/statistics-scope.yaml": ####"""
id: loader/statistics-scope
since: 0.1
confidence: certain
states: The loader scales by statistics of the training split alone.
found: "The loader takes its statistics over {held} as well."
measured: "the statistics are of train alone"
why: >
  Statistics over all splits let the held-out data into training, if only by their extremes. It does little harm, and it makes results on them a shade better
  than they are.
fix: >
  Nothing, unless the splits are of different robots or tasks. Then compute statistics over train and give them to the loader.
view: target
scope: dataset
metric: loader.statistics.scope
levels:
  - {severity: info, require: {at_most: 0}}
examples: {clean: [train-only-for-openvla], defect: [euler-base]}

"""####,
    "Rules/loader/steps-lost.yaml": ####"""
id: loader/steps-lost
since: 0.1
confidence: certain
states: The target's loader leaves out at most {limit} of the steps.
found: "{observed} of the steps are left out ({lost} of {steps}): {reasons}."
measured: "{kept} of {steps} steps are trained on: {reasons}"
why: >
  A loader trains on fewer steps than were recorded: it drops the ends of episodes, has no full chunk of actions left near the end, or takes steps for
  idle. What is left out most is where things are placed and let go.
fix: >
  Look at which steps go. Keep recording for a chunk's length after the task is done; leave idle stretches out before they are counted and paid for.
view: target
scope: split
metric: loader.steps.lost
levels:
  - {severity: warning, require: {at_most: 50%}}
  - {severity: info, require: {at_most: 5%}}
explained_by: [loader/episodes-lost, episode/length]
formula: |
  share = steps that are left out / steps
examples: {clean: [euler-base], defect: [half-of-the-steps-lost]}

"""####,
    "Rules/loader/unregistered.yaml": ####"""
id: loader/unregistered
since: 0.1
confidence: certain
states: The target's loader knows the dataset by its name.
found: "{worst.message}."
measured: "the loader knows {name}"
why: >
  These loaders keep tables of datasets in their code: one of transforms, one of configurations. A name that is not there raises KeyError, however good the
  data are. What Cupel shows of the loader's view is then the columns as they are stored.
fix: >
  Write a transform and a configuration into the loader; a card in Rules/datasets tells Cupel what the transform does.
view: target
scope: dataset
metric: loader.unregistered
levels:
  - {severity: info, require: {at_most: 0}}
examples: {clean: [transformed-by-its-card], defect: [euler-base]}

"""####,
    "Rules/outcome/agrees.yaml": ####"""
id: outcome/agrees
since: 0.3
confidence: certain
states: What tells how an episode came out agrees.
found: "What tells how an episode came out disagrees in {count} of {total} {noun} ({between}); in {worst.episode}, {worst.message}."
measured: "what tells of the outcome agrees in all {total} episodes that are told twice"
why: >
  Training keeps episodes by one of these, and somebody else counts successes by another. Where they differ, failures are trained on as
  demonstrations, or good demonstrations are thrown away.
fix: >
  Look at the last pictures of these episodes, decide, and write the same into the flag, the reward and the flags of the last step.
metric: outcome.contradictions
per: episode
levels:
  - {severity: warning, require: {at_most: 0}}
explained_by: [schema/step-flags, schema/declared-features]
examples: {clean: [honest-failures, failures-flagged], defect: [outcome-contradicted, terminal-without-discount]}
references: ["A flag that only its name gives away, and that contradicts another voice in more than half of the episodes, is taken for one that is written the other way round: undetermined."]

"""####,
    "Rules/outcome/mix.yaml": ####"""
id: outcome/mix
since: 0.3
confidence: certain
states: "At least {limit} of the episodes succeed."
found: "{succeeded} of {told} episodes succeed ({observed}; among more of their kind {interval}), {partial} in part, and {failed} fail."
measured: "{succeeded} of {told} episodes succeed ({observed}), {partial} in part, and {failed} fail"
why: >
  Failures are worth having for some methods and poison for others: imitation copies them. The share is told so that it can be chosen, and so
  that a contract can speak of it.
fix: >
  Leave out what fails where the model imitates (cupel stats --exclude), or train with a method that reads the outcome.
metric: outcome.success
levels:
  - {severity: info, require: {at_least: 100%}}
explained_by: [outcome/agrees]
formula: |
  share = successes / episodes whose outcome is told; interval (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)
  p the share, n how many are told, z = 1.96: Wilson's score interval at 95 %.
examples: {clean: [euler-base], defect: [honest-failures]}
references: ["The interval is Wilson's at 95 %: what so many episodes tell of the process that they came from."]

"""####,
    "Rules/outcome/present.yaml": ####"""
id: outcome/present
since: 0.3
confidence: certain
states: Every episode says whether it succeeded.
found: "Nothing tells of {untold} of {episodes} episodes whether they succeeded ({silent})."
measured: "told of all {episodes} episodes, by {by}"
why: >
  A failed attempt is trained on like a demonstration unless something says that it failed. Reward and is_terminal are often left at their
  defaults by converters, and then a set with failures in it looks like a set without.
fix: >
  Store a flag for each episode (episode_metadata/success), or a reward of 1 at the last step of successes and 0 everywhere else. A feature of
  another name is declared by the role outcome in cupel.yaml.
metric: outcome.told
per: episode
levels:
  - {severity: info, require: {at_least: 100%}}
explained_by: [schema/required-fields, schema/declared-features]
formula: |
  share = episodes of which something tells the outcome / episodes
examples: {clean: [euler-base, honest-failures], defect: [reward-never-given]}
references: ["RLDS keeps no outcome of its own; openpi keeps the episodes of DROID whose path matches .*success.*"]

"""####,
    "Rules/outcome/terminal.yaml": ####"""
id: outcome/terminal
since: 0.3
confidence: certain
states: is_terminal is set where an episode ends by itself.
found: "is_terminal is set in none of {episodes} episodes: each of them reads as cut off while it was still going on."
measured: "is_terminal is set in {worst.value} of {episodes} episodes"
why: >
  To whatever learns a value, an end without is_terminal is a time-out, and the return goes on behind it. Imitation does not look at it, so many
  public sets leave it unset.
fix: >
  Set is_terminal at the last step of episodes that ended because the task was done or lost, and leave it unset where time ran out.
metric: outcome.terminal
levels:
  - {severity: info, require: {at_least: 1}}
explained_by: [schema/step-flags, schema/declared-features]
examples: {clean: [euler-base, honest-failures], defect: [terminal-never-set]}
references: ["RLDS: is_terminal is true where the environment ended the episode, false where it was truncated"]

"""####,
    "Rules/packs/spot-audit.yaml": ####"""
name: spot-audit
summary: A first look at a large delivery. Draws 200 episodes (all of a smaller dataset), tells everything and gives shares of all as intervals; what it accepts, it accepts on a sample.
rules: ["*", "!acceptance/*"]
required: [schema/readable, schema/declared-features, schema/step-counts]
episodes: 200

"""####,
    "Rules/packs/training-gate.yaml": ####"""
name: training-gate
summary: Before a training run, every time. Asks that the data can be read as its loader reads it, and rejects on every error that is not a guess.
rules: ["*", "!acceptance/*"]
required: ["container/*", schema/readable, schema/declared-features, schema/step-counts, schema/required-fields]

"""####,
    "Rules/packs/vendor-acceptance.yaml": ####"""
name: vendor-acceptance
summary: At a delivery, for buyer and vendor alike. Every gate must be able to look; what the data cannot answer and nobody declares leaves the verdict incomplete and is named.
rules: ["*"]
baselines: refused
required:
  - "container/*"
  - schema/readable
  - schema/declared-features
  - schema/step-counts
  - schema/required-fields
  - schema/step-flags
  - schema/finite
  - action/reconstruction-position
  - action/reconstruction-rotation
  - action/sigma-share
  - action/outliers
  - tokens/round-trip
  - time/rate
  - time/sync
  - language/present
  - language/diversity
  - image/decodes
  - image/declared-size
  - image/missing
  - image/black
  - image/frozen
  - duplicates/episodes
  - split/presence
  - outcome/present
  - outcome/mix
  - provenance/metadata
  - acceptance/reviewer-agreement
  - acceptance/label-disagreement
  - acceptance/calibration-drift
  - acceptance/consent
  - acceptance/objects
  - acceptance/lightings
  - acceptance/picture-size
  - acceptance/rate
  - acceptance/duration
  - acceptance/completeness
  - acceptance/sync
severities:
  action/outliers: error
  language/diversity: error
  outcome/present: error
  outcome/agrees: error
  outcome/mix: error
  provenance/calibration: error
  provenance/card-claims: error
  split/presence: error
gate_heuristics: [provenance/card-claims]
limits:
  outcome/mix: {at_least: 85%}

"""####,
    "Rules/provenance/calibration.yaml": ####"""
id: provenance/calibration
since: 0.3
confidence: certain
states: Stored calibrations are possible ones.
found: "{count} of {total} {noun} cannot be: {worst.message}."
measured: "all {total} calibrations are possible ones: {looked}"
why: >
  Points that are projected through a matrix that is no rotation, or through the intrinsics of another picture size, land somewhere else. Nothing
  fails; the policy learns from the wrong place.
fix: >
  Write the matrix that belongs to the stored picture: scale fx, cx by the same factor as its width and fy, cy as its height. Build rotations from a
  unit quaternion, and leave the feature out where a camera was not calibrated.
scope: dataset
metric: provenance.calibration
levels:
  - {severity: warning, require: {at_most: 0}}
explained_by: [schema/finite, schema/declared-features]
formula: |
  max |R Rᵀ − I| ≤ 0.01 and det R > 0; K = [fx 0 cx; 0 fy cy; 0 0 1] with 0.4 ≤ fx / fy ≤ 2.5 and 0.1 ≤ fx / width ≤ 10
  R the stored rotation, I the identity, K the intrinsics: focal lengths fx, fy and centre cx, cy in pixels.
  Known by name (intrinsics, extrinsics, cam2world, ...) and shape. Rotations: the largest entry of R Rᵀ - I at most 0.01, determinant above 0.
  Intrinsics: fx and fy above 0, fx/fy within 0.4 to 2.5, the centre inside of a declared picture, fx 0.1 to 10 of its width (views of 157 to 5.7 degrees).
examples: {clean: [calibrated], defect: [extrinsics-scaled, intrinsics-of-another-size]}

"""####,
    "Rules/provenance/card-claims.yaml": ####"""
id: provenance/card-claims
since: 0.3
confidence: heuristic
states: What READMEs, cards and descriptions say about the data is so.
found: "{count} of {total} {noun} are not so: {worst.message}."
measured: "all {total} claims that could be held against the data are so: {held}"
why: >
  A card is what people read before they choose, train and pay. Where it speaks of another number of episodes or another rate, it describes another
  version, or a part of the data is missing.
fix: >
  Correct the text, or find what was left behind between the version that it describes and this one.
scope: dataset
metric: provenance.false-claims
levels:
  - {severity: warning, require: {at_most: 0}}
explained_by: [container/shards, container/truncated, container/record-count]
examples: {clean: [card-that-is-true], defect: [card-of-another-version]}
references: ["Numbers of episodes, steps, cameras and of dimensions of an action, and the control rate (to a tenth). Sentences that hedge, or that name two numbers of a kind, are not taken for claims."]

"""####,
    "Rules/provenance/metadata.yaml": ####"""
id: provenance/metadata
since: 0.3
confidence: certain
states: The delivery says everything that the contract asks where the data come from.
found: "{count} of {total} {noun} of the contract are not met: {missing}. For one, {worst.message}."
measured: "all {total} demands of the contract are met: {told}"
why: >
  Who recorded what, with which robot, under which licence and whose consent cannot be found out afterwards. A buyer who did not ask in writing
  has no case later.
fix: >
  Add the feature beside the steps where it differs by episode, else a line under provenance in the cupel.yaml beside the data. Placeholders of
  templates do not count.
scope: dataset
metric: provenance.unanswered
levels:
  - {severity: error, require: {at_most: 0}}
explained_by: [schema/readable]
examples: {clean: [provenance-told], defect: [provenance-missing, another-licence]}
references: ["What is asked for stands under provenance in the user's cupel.yaml. Looked for in the cupel.yaml beside the data, dataset_info.json, READMEs and cards, and in features beside the steps."]

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
explained_by:
  - schema/finite
  - schema/step-flags
  - action/labels
  - action/delta-or-absolute
  - action/units
  - action/frame
  - action/axes
  - action/naive-euler
  - action/rotation-form
  - action/alignment
formula: |
  value = min(|a[T−1]|, |a[T−1] − a[T−2]|) / max over t < T − 1 of |a[t] − a[t−1]|
  a the labels, T the steps of the episode; of translation and rotation the larger value.
  The smaller of |a[T-1]| and |a[T-1] - a[T-2]|, over the largest |a[t] - a[t-1]| of the episode's other steps (or a tenth of a typical episode's, if that is more), for translation and rotation; the larger of the two.
  An honest label that goes on to a pose which was not stored may set a record now and then; that happens in one episode out of T, so up to a quarter of the episodes may go to three times.
examples: {clean: [euler-base, twenty-hertz, commanded-delay], defect: [garbage-last-action]}

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
formula: |
  asked = |Σ a| / mean |a|
  a the labels of a wait of 11 identical rows or more (position, orientation and joints together) that had five steps to show, mean |a| the mean size of a label that moves.
  Labels that point here and there ask for nothing (a hand that rests on its device): less than half of their length adds up, or |Σ a|² is below 10 Σ |a|², which chance exceeds in 3 waits of ten million, and the state does not go on with a jump of four usual steps.
  Joint labels count by their change; absolute positions as translation labels are left out.
examples: {clean: [euler-base, idle-and-heavy-tailed, commanded-delay], defect: [state-frozen]}

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
formula: |
  beyond = max(low − x, x − high, 0) / (high − low)
  x the state, low and high its declared limits; a millionth of the limit is rounding.
examples: {clean: [euler-base, with-timestamps], defect: [state-beyond-limits]}
references:
  - "state_limits: {pose.position: [[low, high], ...], joints: [...]} in cupel.yaml, in stored units; a millionth of the limit is rounding. Without it the measured ranges are told."

"""####,
    "Rules/state/quaternion.yaml": ####"""
id: state/quaternion
since: 0.2
confidence: certain
states: The state's quaternions have length 1 to within {limit}, and mean what they are read as.
found: "{count} of {total} {noun} hold quaternions that are no rotation: in {worst.episode} the length is off by {worst.value} at step {worst.step}."
measured: "lengths are off by at most {worst.value}"
why: >
  A quaternion of another length is no rotation, and libraries differ in what they make of it. In the wrong order, or conjugated, it is a valid rotation of
  another pose: nothing but the motion shows it.
fix: >
  Normalise where quaternions are written. For order and direction, look up the convention of the source (scalar first or last; from tool to base or back) and
  declare it (rotation: {state: quaternion-wxyz}) or convert.
needs: [pose.rotation]
metric: state.quaternion.norm
per: episode
levels:
  - {severity: error, require: {at_most: 0.001}}
  - severity: error
    metric: state.quaternion.reading
    require: {equals: as told}
    found: "Labels show that the state's quaternion is {reading}: {residual} of them are unexplained that way, {told} when it is read as {form}."
  - severity: info
    metric: state.quaternion.flips
    require: {at_most: 0}
    found: "In {count} of {total} {noun} the quaternion changes its sign ({worst.value} in {worst.episode}): the same rotation, but not for who differences or normalises the numbers."
explained_by: [schema/finite, schema/step-flags, schema/declared-features]
formula: |
  measured = max over t of | |q(t)| − 1 |
  q(t): the four numbers stored at step t.
  Rotation labels are fitted to the turns of the state read in both orders, each forwards and backwards (a conjugated quaternion turns the tool frame backwards, so labels fit the other frame with a negative gain), over frames and lags.
  Mean residual over episodes by steps; decided by a margin of 1.2 and at most 0.7 left.
examples:
  clean: [quaternion-state]
  defect: [quaternion-too-long, quaternion-order-declared-wrong, quaternion-conjugated]

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
formula: |
  measured = |x(t) − median of the seven samples around it| / u
  u: the 90th percentile of the changes between samples, of the liveliest dimension of the group (position, orientation, joints), and no less than a thousandth of its reach. Up to three odd samples in a row count as one spike.
  u is of all changes, or of those of an arm that seldom moves. No more than three of the thirteen samples around lie half as far out, and no more than four changes between them are a quarter of it.
  Angles are unwrapped, quaternions kept on one side; a turn counts where the rotation itself turns away by half as much; rotations of an unknown form are left out.
  The limit is 20, or what the other episodes make plausible if that is more, as for action/outliers: a chance of 0.001 for the whole dataset. Decides from 6 episodes.
examples: {clean: [euler-base, idle-and-heavy-tailed, gripper-down], defect: [state-spike, state-zeroed]}

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
formula: |
  reach = max |p|, ratio = reach / median reach or step / median step, whichever departs less from 1
  p the positions of an episode, step its usual step, medians over episodes.
  50 m: no arm reaches beyond 3 m, and 50 mm is less than any workspace. Positions of robots that drive are told from millimetres by their steps: an arm's usual step is below 0.2 m, and below 0.2 mm only where nothing moves.
  A single episode is in another unit where both its reach and its usual step are a hundred times those of the median episode; decides from 5 episodes.
  An angle of an orientation is within half a turn, or a whole one where it is unwrapped: 2 pi + 0.1; beyond two turns no unwrapping explains it.
examples: {clean: [euler-base, rotation-vector, gripper-down], defect: [state-in-millimetres, one-episode-state-in-millimetres, one-episode-all-in-millimetres, state-in-degrees, one-episode-state-in-degrees]}

"""####,
    "Rules/state/up-axis.yaml": ####"""
id: state/up-axis
since: 0.1
confidence: heuristic
states: The recorded state has its z axis up, and positions are no mirror image, as far as paths and tools tell.
found: >-
  The data suggest that {axis} is up: {share} of {grasps} episodes first use the gripper at the {end} end of their path along {along}, in one
  plane, and tools turn about that axis.
measured: "{axis} is up: {share} of {grasps} episodes first use the gripper at the {end} end of their path along {along}"
why: >
  Most models and robots take z for up. A set whose y is up (cameras, game engines, headsets) teaches to reach down where forward is meant; mixed
  with others it teaches both.
fix: >
  Turn positions, orientations and labels into a frame with z up. If the frame is meant, tell those who train and deploy on it.
needs: [pose.position]
scope: dataset
metric: state.up
levels:
  - {severity: info, require: {equals: z}}
  - severity: info
    metric: state.frames
    require: {equals: one}
    found: >-
      The data suggest that positions and orientations are in two frames: {approaches} approaches go along one direction of the tool with {mirror}
      (positions are left-handed as they stand) or with {turn} ({other} of 1), and do not as they are ({own}).
explained_by: [schema/finite, state/quaternion, state/units, action/frame]
formula: |
  up = the axis e with |mean Rᵀ e| ≥ 0.9
  R the tool's orientations where the gripper first acts, the mean over episodes.
  Path: three quarters of at least 20 episodes first use the gripper within 15 % of one end of their range, and the middle half of these places spans a third or less of what it spans along both other axes. Tool:
  |mean Rᵀ e| >= 0.9 for that axis, <= 0.95 for the others, and a third of their distance from 1. Unless both agree the rule does not look.
  Frames: |mean Rᵀ M d| of the identity against that of the other signed permutations M, d the direction of the approach to where the gripper first acts; 0.9 or more, and 0.15 apart. M and -M look alike: a mirror or a turn.
  A frame that is mirrored together with its rotations cannot be told.
examples: {clean: [picks-from-a-table], defect: [y-is-up]}

"""####,
    "Rules/statistics/agreement.yaml": ####"""
id: statistics/agreement
since: 0.1
confidence: certain
states: Every number of a stored statistics file holds for the data as the target's loader makes it.
found: "Stored statistics do not hold for the data: {worst.episode}, {worst.message} ({count} of {total} statements fail)."
measured: "{statements} statements of {files} hold{envelope}"
why: >
  The loader scales with what the file says and never looks again. A file of other data, of another transform or of one split alone moves and
  stretches every action that the model sees, and every action that the robot is sent.
fix: >
  Delete the file, also where the loader keeps a copy, so that it is computed anew; or write it with cupel stats.
view: target
scope: dataset
metric: statistics.agreement
levels:
  - {severity: error, require: {at_most: 0}}
explained_by: [schema/finite]
formula: |
  mean and deviation: |stored − computed| ≤ (10⁻⁶ + 10⁻⁹ N) · max(1, |x|, σ), and what float32 sums of values at rest lose besides; minimum and maximum to float32
  quantile q at probability p: the number of values below q and up to q must enclose the rank p (N − 1), to within one
  N: rows. x: the computed number. σ: the deviation.
  Number of steps and episodes exactly; for loaders sum N values in float32; and 1e-8 N max(|x|, σ) for sums that round one way, of arms at rest: 6e-8 where values lie at two ends (grippers). For openpi a quantile is verified to the width of its 5000 bins.
examples:
  clean: [statistics-of-openvla, statistics-of-octo, statistics-of-openpi]
  defect:
    - statistics-stale
    - statistics-of-train-alone
    - statistics-extremes-for-quantiles
    - statistics-swapped
    - statistics-scalar
    - statistics-other-order
    - statistics-cut
references:
  - >-
    openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/utils/data_utils.py; octo-models/octo @ 241fb35, octo/data/utils/data_utils.py;
    Physical-Intelligence/openpi @ 15a9616, src/openpi/shared/normalize.py

"""####,
    "Rules/statistics/already-normalised.yaml": ####"""
id: statistics/already-normalised
since: 0.1
confidence: strong
states: No three continuous dimensions of the action fill [-1, 1] to the last digit, unless labels are in metres.
found: "{dimensions} fill [-1, 1] to the last digit, and translation labels are {gain} units for a metre of motion: the actions were scaled before, or are a controller's input."
measured: "{observed} of {continuous} continuous dimensions fill [-1, 1] in labels that are in no unit of length"
why: >
  The loader scales once more, with statistics of scaled data. What the model learns then depends on statistics that are not in the dataset, and a
  robot that is sent the result moves by another factor in every dimension.
fix: >
  Store the actions before scaling. If they are the input of a controller, declare what a unit of it moves (units), and the rule stands back.
view: target
scope: dataset
metric: statistics.filled-range
levels:
  - {severity: warning, require: {at_most: 2}}
explained_by: [schema/finite]
formula: |
  filled where |min(x) + 1| ≤ 1e-6 and |max(x) − 1| ≤ 1e-6
  x the values of a continuous dimension.
  Values scaled by quantiles or extremes and cut to [-1, 1] reach both ends exactly; those of a measured quantity do not.
examples: {clean: [euler-base, commanded-delay], defect: [actions-scaled-before]}

"""####,
    "Rules/statistics/clipped-share.yaml": ####"""
id: statistics/clipped-share
since: 0.1
confidence: strong
states: At most {limit} of the values of a scaled dimension lie outside the bounds that they are scaled by.
found: "{worst.value} of the values of {worst.feature} lie outside the stored bounds ({files}); the loader cuts them off."
measured: "at most {worst.value} of the values lie outside the stored bounds, in {worst.feature}"
why: >
  What lies outside is cut to the bound: the model is taught slower motion than was recorded. Bounds at the 1st and 99th percentile of the same data
  leave 2 % outside; more means that the bounds are of other data.
fix: >
  Compute the statistics from this data (cupel stats), or leave out the episodes that do not belong.
view: target
scope: dataset
metric: statistics.clipped
levels:
  - {severity: warning, require: {at_most: 4%}}
explained_by: [schema/finite, statistics/agreement]
formula: |
  measured = values outside [low, high] / all values, by dimension
  low, high: the stored 1 % and 99 % quantiles, or the extremes, whichever the target scales by.
  The limit is twice what the definition of the bounds leaves outside.
examples: {clean: [statistics-of-openvla], defect: [statistics-too-narrow]}

"""####,
    "Rules/statistics/degenerate.yaml": ####"""
id: statistics/degenerate
since: 0.1
confidence: certain
states: In every dimension that is scaled, the 1 % and the 99 % quantile lie at least {limit} of its range apart.
found: "{worst.feature} is scaled by next to nothing ({source}): {worst.message}."
measured: "the narrowest quantiles are {narrowest} of the range apart, in {dimension} ({source})"
why: >
  Scaling divides by the distance of the quantiles. Where it is nothing, rest becomes -1 and every motion +1 or -1; where it is next to nothing,
  noise fills the range and motion is cut off.
fix: >
  Record motion in this dimension, take it out of the action, or scale the set by other bounds.
view: target
scope: dataset
metric: statistics.spread
levels:
  - severity: error
    require: {at_most: 0}
    metric: statistics.coinciding
    found: "The quantiles of {worst.feature} coincide although it moves ({source}): {worst.message}. Rest becomes -1 and every motion one of the ends."
  - {severity: warning, require: {at_least: 0.1%}}
explained_by: [schema/finite, statistics/agreement]
formula: |
  measured = (q99 − q01) / (maximum − minimum), by dimension
  Without a file the quantiles come from a histogram, at the widest that its bins allow: a dimension is told narrow only where it is.
examples: {clean: [euler-base, statistics-of-openvla], defect: [quantiles-coincide, quantiles-nearly-coincide]}
references:
  - >-
    2 (x - q01) / (q99 - q01 + 1e-8) - 1, cut to [-1, 1]: openvla/openvla @ c8f03f4, prismatic/vla/datasets/rlds/utils/data_utils.py:60.

"""####,
    "Rules/statistics/z-clip.yaml": ####"""
id: statistics/z-clip
since: 0.1
confidence: certain
states: No value lies beyond the standard deviations to which the target cuts.
found: "{worst.value} of the values of {worst.feature} lie beyond {clip} standard deviations of the mean, where the target's predictions end."
measured: "no value lies beyond {clip} standard deviations of the mean"
why: >
  A head that is limited to some standard deviations cannot predict what lies beyond; heavy-tailed labels lose their largest motions.
fix: >
  Nothing, if the few are outliers. If they are the task's quick motions, scale by quantiles or raise the limit.
view: target
scope: dataset
metric: statistics.beyond-clip
levels:
  - {severity: info, require: {at_most: 0}}
explained_by: [schema/finite]
formula: |
  share = n(|x − μ| > c σ) / n
  x the values of a dimension, μ and σ mean and standard deviation, c the deviations to which the target cuts.
examples: {clean: [statistics-of-octo], defect: [statistics-of-octo]}
references:
  - "max_action = 5: octo-models/octo @ 241fb35, octo/model/components/action_heads.py:371"

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
normalisation: {kind: mean-std, epsilon: 1e-8, clip: 5, gripper: false, constant: zero, spans_all_splits: true}
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
transforms: openvla-oft
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
transforms: openvla-oft
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
transforms: openvla-oft
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
action: {dimensions: [8], relative_to_state: true, joint_kind: absolute, gripper: {range: [0, 1], open: 0}}
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
action: {padded_to: 32, relative_to_state: true, joint_kind: absolute, gripper: {range: [0, 1], open: 0}}
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
action: {padded_to: 32, relative_to_state: true, joint_kind: absolute, gripper: {range: [0, 1], open: 0}}
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
action: {kind: delta, gripper: {range: [-1, 1], open: -1}}
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
formula: |
  outside = max(low − f, f − high, 0)
  f the declared control rate, else 1 / the median period; low and high the rates that the target is made for, else 10 and 50 Hz.
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
formula: |
  measured = |b / T − 1| · 10⁶ for a clock against the declared rate, |b₁₂| / T · 10⁶ for two clocks against each other
  b: slope of the line through the stamps over the steps. b₁₂: slope of their difference. T: the period.
examples: {clean: [with-timestamps], defect: [clock-runs-slow, force-drifts, clock-runs-slightly-slow]}
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
formula: |
  measured = max Δt / median Δt
  Δt: distances between stamps of an episode. For a stream that is held, the reference is the 90th percentile of the distances between stamps that differ, or their typical distance where that is more.
examples: {clean: [with-timestamps], defect: [hole-in-recording, one-step-missing]}

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
formula: |
  measured = σ(Δt) / T
  Δt: distances between stamps of an episode, those beyond 3 T left out (they are gaps). T: their typical distance.
  Of episodes of 21 stamps and more. A jitter j of single stamps gives 1.41 j / T.
examples: {clean: [with-timestamps], defect: [clock-jitters, clock-jitters-slightly]}

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
formula: |
  count of steps with t(i) − t(i−1) ≤ 0; < 0 for a stream that is slower than the loop and is held
  t(i): stamp of step i.
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
formula: |
  measured = |T f − 1|
  T: the typical distance of stamps in an episode, the mean of those within half of their median. f: the declared control_hz.
examples: {clean: [with-timestamps], defect: [declared-rate-wrong, rate-three-per-cent-off]}

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
formula: |
  measured = max(0, skew − h) / T
  skew: 95th percentile of |t(stream 1) − t(stream 2)| over the steps of an episode, row by row. T: the control period. h: 0.95 of the period of a stream that is slower than 1.25 T and is held; else 0.
  Steps hold the newest sample of a slow stream, which is up to its own period old.
examples: {clean: [with-timestamps], defect: [force-late, force-slightly-late]}

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
formula: |
  off = max |t(i) − t(0) − i T| / T, told where off ≤ 0.001
  T: (last stamp − first) / (steps − 1).
examples: {clean: [with-timestamps], defect: [perfect-grid]}
references: ["LeRobot computes timestamps as frame_index / fps"]

"""####,
    "Rules/tokens/codec.yaml": ####"""
id: tokens/codec
since: 0.2
confidence: strong
states: Values and what their tokens decode to differ as the codec's own rounding makes them differ.
found: "Decoded values are off by {mean} of a bin on average, with a slope of {slope} over the range ({pairs} pairs; {source}; {codec}): {diagnosis}."
measured: "decoded values are off by {mean} of a bin on average, with a slope of {slope} over the range ({pairs} pairs): {diagnosis}"
why: >
  An error of one bin is within every tolerance and in every action. It comes from counting bins from 1, or from two programs that split the
  range into 255 and 256 parts, and policies repeat it in every step they take.
fix: >
  Write and read with one codec. OpenVLA: floor(255 u) limited to 254, read as (b + 0.5) / 255. For a new codec: floor(256 u) limited to 255,
  read as (b + 0.5) / 256.
metric: tokens.codec
levels:
  - {severity: error, require: {equals: consistent}}
explained_by: [schema/finite, tokens/vocabulary, tokens/round-trip]
formula: |
  e = (decoded − value) / (range / 256), fitted over v, the value scaled to [−1, 1]
  A codec that holds together leaves a mean of 0 and no slope; edges read back a mean of −0.5; ids off by one a mean of 1; floor(255 u) read as (b + 0.5) / 256 a mean and a slope of −0.5.
  Mean and slope: consistent (0, 0), edges read back (−0.5, 0), off by one (1 more or less, 0), 255 read as 256 (−0.5, −0.5), 256 read as 255 (0.5, 0.5); within 0.15 and 0.2, from 200 values on.
  Only values that are neither 0 nor repeated, within 1 % to 99 % of the range, of dimensions with 64 distinct ones or more: half of the values at exactly 0 move the mean by 0.25.
examples: {clean: [with-tokens, declared-pair], defect: [decoded-with-256-of-255]}

"""####,
    "Rules/tokens/fast.yaml": ####"""
id: tokens/fast
since: 0.2
confidence: certain
states: FAST's cosine transform keeps scaled actions to within {limit}, and cuts none of its coefficients.
found: "FAST leaves an error of {worst.value} in a chunk of {horizon} scaled actions, from step {worst.step} of {worst.episode}; over all chunks {mean}."
measured: "FAST leaves an error of at most {worst.value} in a chunk of {horizon} scaled actions, over all chunks {mean}"
why: >
  Coefficients are rounded to a tenth, which costs 0.03 of the scaled range; those below -35.4 are cut, which costs whatever lies beyond. That
  happens where stored statistics are too narrow for the data.
fix: >
  Compute the statistics anew from this data, and look for outliers if the range is still left.
view: target
metric: fast.error
per: episode
levels:
  - {severity: info, require: {at_most: 0.05}}
  - severity: info
    require: {at_most: 0}
    metric: fast.cut
    found: "In {count} of {total} {noun} coefficients lie below FAST's smallest token and are cut, {worst.value} of them in {worst.episode}."
explained_by: [schema/finite, statistics/agreement]
formula: |
  error = √(mean (c − q / 10)²) over a chunk of H steps, c(k) = s(k) Σ x(n) cos(π (n + ½) k / H)
  x: scaled action. s: the factors that make the transform orthonormal. q: 10 c rounded to a whole number, and cut below at the smallest token.
  By Parseval, from what rounding takes off the coefficients: at most 0.05 where nothing is cut. The byte pair encoding behind it loses nothing.
examples: {clean: [franka-joints], defect: [fast-coefficients-cut, fast-coefficient-just-cut]}

"""####,
    "Rules/tokens/resolution.yaml": ####"""
id: tokens/resolution
since: 0.2
confidence: strong
states: The codec's bins are fine enough for this motion.
found: "Half a bin of {dimension} is {half.bin}, and half of its motions are smaller than {median}: the codec ({codec}) rounds them away, or doubles them."
measured: "coarsest in {dimension}: half a bin is {half.bin}, the median motion {median}; {used} of {bins} bins are used, with an entropy of {entropy} bits"
why: >
  Bins of one width over the whole range are as wide as the largest motion asks for. Where most motions are much smaller, the policy learns a
  few coarse steps.
fix: >
  Take bounds from quantiles instead of extremes, leave out what stretches them, or use bins of unequal width (each with as many values).
view: target
metric: tokens.resolution
per: dimension
levels:
  - {severity: warning, require: {at_most: 0.5}}
  - severity: info
    require: {at_least: 3}
    metric: tokens.entropy
    found: "Few bins carry most of the data: of {dimension} half of all values lie in {crowd} of {bins} bins (entropy {entropy} bits, {used} bins used). Bins of unequal width, each with as many values, would use the vocabulary better."
explained_by: [schema/finite, action/outliers]
formula: |
  measured = half a bin / m
  half a bin: (high − low) / (2 n) of the codec's bounds and its n bins. m: the median |a| of the steps that move.
  Half a bin is (q99 − q01) / 510 for OpenVLA; motion is the median |a| of steps above 1 % of the 99 % quantile.
examples: {clean: [with-tokens, declared-pair], defect: [tokens-too-coarse]}

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
    require: {at_most: 4%}
    metric: tokens.clipped
    found: "{worst.value} of the values of {worst.feature} lie outside the codec's bounds: they are stale or belong to other data."
explained_by: [schema/finite, tokens/vocabulary]
formula: |
  error = max |decoded − stored| / (high − low), over values inside the bounds
  low, high: the codec's bounds in that dimension. A codec of n bins that decodes to midpoints loses half a bin, 1 / (2 n): 1/510 for OpenVLA's 255. One that reads edges back loses a whole bin.
  OpenVLA 1/510 of the range, 256 midpoints 1/512, RT-1 (edges read back) 1/255. floor(255 u) read back as (b + 0.5) / 256 is off by up to 1.5 / 256.
  Bounds at the 1st and 99th percentile leave 2 % of the values outside by construction; 4 % is twice that.
examples: {clean: [with-tokens, declared-pair], defect: [tokens-off-by-one, tokens-mirrored, stale-bounds, floor-255-read-as-256]}

"""####,
    "Rules/tokens/vocabulary.yaml": ####"""
id: tokens/vocabulary
since: 0.2
confidence: certain
states: Token ids lie in the codec's block, run in its direction, and put the gripper where it can be.
found: "{count} of {total} {noun} hold token ids outside the codec's block ({codec}); {worst.episode} has {worst.value} of them."
measured: "all token ids of {total} {noun} lie in the codec's block ({codec})"
why: >
  An id outside the block is another word to the model, and ids that run the other way move the arm the other way. A gripper that was scaled
  with the other dimensions uses ids that the decoder reads as less than closed.
fix: >
  Encode again with the target's first id and direction (OpenVLA: 31999 for the lowest value, downwards), and leave the gripper unscaled
  where the target does.
metric: tokens.foreign
per: episode
levels:
  - {severity: error, require: {at_most: 0}}
  - severity: error
    require: {at_least: 0.3}
    metric: tokens.direction
    found: "Ids of {worst.feature} follow their values with a correlation of {worst.value} in the codec's direction ({codec}: ids run {runs} as values rise)."
  - severity: error
    require: {at_most: 0}
    metric: tokens.gripper
    found: "In {count} of {total} {noun} ids of {worst.feature} decode to a gripper outside {range}, {worst.value} times in {worst.episode}: it was scaled like the other dimensions."
explained_by: [schema/finite]
formula: |
  r = correlation of ids with values, times −1 where the codec's ids run downwards
examples: {clean: [with-tokens, declared-pair], defect: [tokens-out-of-block, tokens-gripper-scaled]}
references:
  - "openvla/openvla @ c8f03f4, prismatic/vla/action_tokenizer.py: ids 31744 to 31999, downwards; a gripper of 0 to 1 is left unscaled and uses 31744 to 31872."

"""####,
    "Rules/waivers/expired.yaml": ####"""
id: waivers/expired
since: 0.4
confidence: certain
states: No waiver is past its last day.
found: "{count} of {total} {noun} are past their last day. For one, {worst.feature}: {worst.message}."
measured: "none of {total} waivers is past its last day"
why: >
  Somebody took responsibility until a day. After it nobody does, and what was waived counts again; a list of waivers that nobody looks at is a
  list of defects that nobody looks at.
fix: >
  Mend the data and delete the waiver, or let its owner give a new day and say why. --as-of says which day is today.
scope: dataset
metric: waivers.expired
levels:
  - {severity: warning, require: {at_most: 0}}
examples: {clean: [waived-until-mended], defect: [waiver-past-its-day]}
references: ["Waivers stand in the user's cupel.yaml, each with a rule, a reason, an owner and a last day."]

"""####,
    "Rules/waivers/unused.yaml": ####"""
id: waivers/unused
since: 0.4
confidence: certain
states: Every waiver stands for a failure.
found: "{count} of {total} {noun} stand for nothing, in whole or in part. For one, {worst.feature}: {worst.message}."
measured: "all of {total} waivers stand for a failure, or cannot be told yet"
why: >
  A waiver that waives nothing today hides tomorrow's defect: nobody will be asked again.
fix: >
  Delete it, or the part of its scope that is named here. A waiver for another dataset belongs into that dataset's cupel.yaml (--config).
scope: dataset
metric: waivers.unused
levels:
  - {severity: info, require: {at_most: 0}}
examples: {clean: [waived-until-mended], defect: [waiver-of-nothing]}
references: ["What was left out by --only, --skip or --split, could not be evaluated, or was looked at in a sample alone, is not called unused."]

"""####,
    "Rules/words/adverbs.yaml": ####"""
# How something is done. These leave the task as it is: two instructions that differ in one of them are phrasings of one task. They may
# stand in front of the verb.
list: adverbs
words:
  [slowly, carefully, gently, quickly, smoothly, softly, firmly, steadily, precisely, cautiously, securely, lightly, neatly, properly,
   delicately, safely, accurately, swiftly, rapidly, deliberately, patiently, calmly, correctly, tightly, simply, just, immediately,
   with care, in one go, at once, right away, straight away]

"""####,
    "Rules/words/articles.yaml": ####"""
# Articles and other words in front of a noun that do not tell one task from another.
list: articles
words: [a, an, the, this, that, these, those, some, your, its, their, his, her, my, our]

"""####,
    "Rules/words/directions.yaml": ####"""
# Where to, without a thing that is there. With nothing but these, an instruction is a motion and no task.
list: directions
words:
  [left, right, up, down, upward, upwards, downward, downwards, forward, forwards, backward, backwards, back, ahead, sideways, leftward, leftwards,
   rightward, rightwards, clockwise, counterclockwise, counter-clockwise, anticlockwise, around, straight, in, out, home, north, south, east,
   west, away, closer, further, farther, higher, lower, above, below, x, y, z, horizontally, vertically, diagonally, position, pose,
   direction, side, axis, center, centre, middle]

"""####,
    "Rules/words/file-endings.yaml": ####"""
# Endings of file names: an instruction that holds one names a file.
list: file-endings
words:
  [mp4, avi, mov, mkv, webm, hdf5, h5, npy, npz, json, jsonl, txt, pkl, pickle, png, jpg, jpeg, bag, db3, mcap, tfrecord, yaml, yml, csv, xml,
   urdf, mjcf, usd, bddl, zarr, parquet, tar, gz, zip, py]

"""####,
    "Rules/words/foreign.yaml": ####"""
# Small words of other languages in Latin letters, each against an English word: texts with these are not judged by English grammar.
list: foreign
words:
  [der, das, den, dem, des, ein, eine, einen, einem, einer, und, auf, mit, aus, von, zum, zur, ins, im, nimm, lege, stelle,
   oeffne, le, la, les, un, une, du, de, et, dans, sur, au, aux, avec, vers, sous, el, los, las, una, unos, en, con, del, al,
   por, sobre, hacia, il, lo, gli, uno, della, nel, nella, sul, sulla, os, um, uma, na, da, em, com, het, een, op, van, naar, og,
   til, och, att, jest, ve, bir, die, am]

"""####,
    "Rules/words/generic.yaml": ####"""
# Whole instructions that name no task. Compared in small letters, without closing punctuation. "Do something" is what a converter writes
# when it finds none.
list: generic
words:
  [n/a, na, none, "null", nil, nan, test, testing, tests, todo, tbd, unknown, unlabeled, unlabelled, undefined, do something, do anything, do it,
   do task, do the task, do this task, do your task, do your job, complete task, complete the task, complete this task, complete a task,
   perform task, perform the task, perform this task, perform a task, perform the action, perform an action, execute task, execute the task,
   execute the action, finish the task, finish task, carry out the task, accomplish the task, solve the task, achieve the goal, reach the goal,
   follow the instruction, follow the instructions, follow instructions, follow the demonstration, imitate the demonstration,
   manipulate the object, manipulate objects, interact with the object, interact with the environment, use the robot, move the robot,
   control the robot, do something useful, task, robot task, the task, instruction, the instruction, language instruction, language, text,
   task description, description, task name, prompt, default, default task, default instruction, default prompt, placeholder, dummy,
   dummy instruction, dummy task, dummy text, example, example instruction, example task, sample, demo, demonstration, teleop, teleoperation,
   teleop demo, robot demonstration, foo, bar, foo bar, foobar, asdf, qwerty, xxx, lorem ipsum, lorem ipsum dolor sit amet, no instruction,
   no language, no language instruction, no task, no description, not available, not applicable, empty, empty string, missing, some task,
   a task, your instruction here, insert instruction here, enter instruction here, your task here, random play,
   free play, play data, language instruction here]

"""####,
    "Rules/words/grasps.yaml": ####"""
# Verbs that cannot be done with a gripper that never moves: something is taken, or let go.
list: grasps
words: [pick, grasp, grab, grip, clutch, take, pinch, put, place, stack, insert, fetch, unstack, hang, stow, deposit]

"""####,
    "Rules/words/lead-ins.yaml": ####"""
# Words that may stand in front of the verb of a request: now open the drawer; then put the cup down; robot, stop.
list: lead-ins
words:
  [now, then, next, first, second, third, finally, lastly, again, also, and, afterwards, after that, first of all, to start, once more,
   very, ok, okay, hey, hi, so, well, "do not", "don't", never, always, let us, "let's", robot]

"""####,
    "Rules/words/measures.yaml": ####"""
# How far, of a motion: words that add no thing to it.
list: measures
words:
  [cm, mm, m, meter, meters, metre, metres, centimeter, centimeters, centimetre, centimetres, millimeter, millimeters, millimetre, millimetres,
   inch, inches, degree, degrees, deg, rad, radians, step, steps, bit, little, slightly, further, more, some, until, then, and, by, to, toward,
   towards, of, at, for, from, "on", into, fully, completely, halfway, all, way, half, seconds, second, times, twice, again, wider, with]

"""####,
    "Rules/words/motions.yaml": ####"""
# Verbs of mere motion. With a direction or a part of the robot and nothing else they make a step of a task, and no task: move left,
# close the gripper, rotate the wrist.
list: motions
words:
  [move, go, turn, rotate, shift, translate, reach, extend, retract, lift, raise, lower, tilt, twist, spin, open, close, shut, release, drive,
   return, step, walk, slide, swing, bend, stretch, approach, descend, ascend, rise, relax, reset, home, adjust, activate, actuate]

"""####,
    "Rules/words/nouns.yaml": ####"""
# Things, places and properties that are common in instructions for robots, in the singular. They show that a text is English; what is not
# here may be an object all the same. A word that is also a verb (block, stack, hand) is a verb where it stands first, unless a verb
# follows that has somebody doing it: hand moves, block stacking.
list: nouns
words:
  [cup, mug, glass, bottle, can, jar, bowl, plate, dish, tray, pot, pan, lid, kettle, spoon, fork, knife, spatula, ladle, whisk,
   tongs, chopstick, napkin, towel, cloth, rag, sponge, brush, soap, basket, box, bin, bag, container, crate, bucket, drawer,
   cabinet, cupboard, shelf, rack, door, window, oven, microwave, stove, fridge, refrigerator, freezer, dishwasher, sink, faucet,
   burner, table, desk, counter, countertop, chair, couch, bed, floor, wall, board, whiteboard, mat, rug, block, cube,
   brick, ball, cylinder, ring, triangle, square, circle, star, moon, hexagon, pentagon, tower, pile, stack, puzzle, piece, peg,
   hole, slot, socket, plug, cable, wire, rope, cord, string, chain, hook, handle, knob, button, switch, lever, valve, screw,
   bolt, nut, nail, hammer, wrench, screwdriver, drill, saw, tape, glue, scissors, pen, pencil, marker, crayon, eraser, paper,
   book, notebook, page, envelope, card, letter, package, parcel, toy, doll, car, train, truck, duck, bear, apple, banana,
   orange, lemon, lime, pear, peach, strawberry, grape, carrot, potato, tomato, onion, pepper, cucumber, corn, broccoli, cabbage,
   lettuce, mushroom, eggplant, garlic, egg, bread, toast, bun, sandwich, burger, pizza, cake, cookie, chip, chips, cheese,
   butter, milk, water, juice, coke, pepsi, soda, coffee, tea, sugar, salt, rice, pasta, soup, sauce, ketchup, mustard, cereal,
   candy, chocolate, snack, meat, steak, chicken, fish, shrimp, sausage, object, objects, item, items, thing, stuff, trash,
   garbage, dirt, crumbs, dust, liquid, food, fruit, vegetable, clothes, shirt, t-shirt, sock, shoe, hat, glove, sweater, jacket,
   pants, zipper, pillow, blanket, lamp, light, fan, clock, phone, remote, keyboard, mouse, laptop, screen, computer, camera,
   bulb, battery, tube, pipe, vial, beaker, flask, pipette, funnel, syringe, test, rubber, wood, wooden, metal, plastic, silver,
   gold, red, green, blue, yellow, purple, pink, brown, black, white, gray, grey, small, large, big, tiny, tall, short, long,
   round, flat, empty, full, top, bottom, middle, upper, lower, left, right, center, corner, edge, side, front, back, inner,
   outer, far, near, first, second, third, two, three, four, five, half, scene, kitchen, room, robot, arm, gripper, hand,
   position, place, spot, location, area, zone, line, path, shape, color, colour, cap, cover, hinge, stapler, dispenser, grill,
   toaster, blender, machine, printer, cart, trolley, pallet, moka, cream, salad, dressing, pudding, wine, caddy, bookshelf,
   compartment]

"""####,
    "Rules/words/numbered-things.yaml": ####"""
# What a number alone stands behind in an identifier: task 3, episode #12.
list: numbered-things
words: [task, episode, ep, demo, traj, trajectory, skill, subtask, id, instruction, scene, trial, run, rollout, goal, variation, sequence]

"""####,
    "Rules/words/particles.yaml": ####"""
# Small words that belong to the verb in front of them. What follows is still the object: pick up the cup, turn on the light.
list: particles
words:
  [up, down, "off", out, over, away, back, apart, together, along, around, "turn on", "switch on", "plug in", "screw in", "push in", "screw on",
   "press on", "put away", "zip up", "hold on to"]

"""####,
    "Rules/words/placeholders.yaml": ####"""
# Pieces of text that stand where a program should have put something. {braces}, <angles> and [CAPITALS] are known by their form.
list: placeholders
words: ["%s", "%d", "%i", "{{", "${", lorem ipsum]

"""####,
    "Rules/words/politeness.yaml": ####"""
# What people say around what they ask for. A request in these words is still a request, and the same one.
list: politeness
words:
  [please, kindly, can you, could you, would you, will you, can you please, could you please, would you please, will you please,
   would you kindly, could you kindly, thanks, thank you, for me, if you can, if possible, go ahead and, be so kind as to]

"""####,
    "Rules/words/prepositions.yaml": ####"""
# Words in front of a place or a tool. What stands behind one says where, and an instruction that begins with one goes on behind a comma:
# with the left arm, pick up the cup.
list: prepositions
words:
  ["on", onto, upon, atop, in, into, inside, within, to, toward, towards, from, at, by, near, beside, behind, under, underneath, beneath, below,
   above, over, across, along, around, against, between, among, through, with, without, using, of, next to, in front of, on top of, out of,
   away from, close to, after, before, while, when, once, if, until, for, per, beyond, past, opposite]

"""####,
    "Rules/words/pronouns.yaml": ####"""
# Words that stand for a thing without naming it, and other small words of English: they show that a text is English and name no object.
list: pronouns
words:
  [it, them, him, her, me, us, you, i, he, she, we, they, something, anything, everything, one, ones, itself, and, or, but, so, is, are, was,
   were, be, been, has, have, had, not, no, each, every, all, both, other, another, there, here, where, which, what, that, who, than, as,
   must, should, will, would, could, do, does, did, still, very, more, until, without, any, while, because]

"""####,
    "Rules/words/robot-parts.yaml": ####"""
# The robot and its parts: what a motion is about when it is about nothing in the scene.
list: robot-parts
words:
  [robot, arm, arms, gripper, grippers, hand, hands, finger, fingers, wrist, wrists, elbow, shoulder, joint, joints, tool, effector, end-effector,
   end, manipulator, claw, jaw, jaws, base, tcp, flange, eef, body, head, torso]

"""####,
    "Rules/words/same-meaning.yaml": ####"""
# Words and phrases that say the same in an instruction, in groups. Two instructions are one task when they are equal after each of these
# is replaced by the first of its group. Only what is safe stands here: "move the cup to the plate" may be done by pushing, and is another
# task than "put the cup on the plate".
list: same-meaning
words:
  - [pick, pick up, grab, grasp, take, take hold of, grab hold of, get hold of, get a hold of]
  - [put, place, set, put down, set down, place down, lay down, deposit]
  - [open, open up]
  - [close, shut, close up]
  - [push, shove]
  - [move, shift, relocate]
  - [throw, toss]
  - [fold, fold up]
  - [turn on, switch on]
  - [turn off, switch off]
  - [wipe, wipe down, wipe off]
  - [remove, take out, take off]
  - [discard, throw away, throw out]
  - ["on", onto, upon, on top of, on to, atop]
  - [in, into, inside, inside of, in to, within]
  - [to, towards, toward]
  - [beside, next to, alongside]
  - [under, underneath, beneath, below]
  - [trash, garbage, rubbish]

"""####,
    "Rules/words/verbs.yaml": ####"""
# Verbs of manipulation in the form in which they are asked for, each with its irregular forms. Regular ones follow by rule: picks, picking,
# picked; places, placing, placed; carries, carried; with one consonant doubled for short words: putting, dropped. A word that is a noun as
# well (place, hand, drawer) is told apart by where it stands.
list: verbs
words:
  - activate
  - add
  - adjust
  - align
  - apply
  - approach
  - arrange
  - assemble
  - attach
  - avoid
  - back
  - bag
  - bake
  - balance
  - [beat, beat, beaten]
  - [bend, bent]
  - block
  - [blow, blew, blown]
  - boil
  - bounce
  - box
  - braid
  - [break, broke, broken]
  - [bring, brought]
  - brush
  - [build, built]
  - bundle
  - button
  - [buy, bought]
  - calibrate
  - call
  - cap
  - carry
  - [catch, caught]
  - center
  - change
  - charge
  - check
  - [choose, chose, chosen]
  - chop
  - clamp
  - clasp
  - clean
  - clear
  - click
  - climb
  - [cling, clung]
  - clip
  - close
  - coil
  - collect
  - comb
  - combine
  - [come, came]
  - compare
  - complete
  - compress
  - connect
  - construct
  - cook
  - cool
  - copy
  - correct
  - count
  - cover
  - crack
  - cradle
  - crawl
  - crouch
  - crumple
  - crush
  - curl
  - cushion
  - [cut, cut]
  - dab
  - [deal, dealt]
  - decorate
  - deflate
  - deliver
  - deposit
  - descale
  - detach
  - dial
  - [dig, dug]
  - dip
  - direct
  - disassemble
  - discard
  - disconnect
  - disengage
  - disinfect
  - dismantle
  - dismount
  - dispense
  - dispose
  - distribute
  - divide
  - [do, does, did, done]
  - dock
  - dodge
  - drag
  - drain
  - [draw, drew, drawn]
  - dribble
  - drill
  - [drink, drank, drunk]
  - drip
  - [drive, drove, driven]
  - drizzle
  - drop
  - dry
  - dump
  - dunk
  - dust
  - [eat, ate, eaten]
  - eject
  - elevate
  - empty
  - engage
  - enter
  - erase
  - escort
  - examine
  - exchange
  - expose
  - extend
  - extract
  - fasten
  - [feed, fed]
  - fetch
  - fill
  - [find, found]
  - fit
  - fix
  - flatten
  - flick
  - flip
  - float
  - flush
  - [fly, flew, flown]
  - focus
  - fold
  - follow
  - free
  - [freeze, froze, frozen]
  - fry
  - garnish
  - gather
  - [get, got, gotten]
  - [give, gave, given]
  - glue
  - [go, goes, went, gone]
  - grab
  - grasp
  - grate
  - greet
  - grill
  - [grind, ground]
  - grip
  - group
  - guide
  - hammer
  - hand
  - [hang, hung]
  - head
  - heat
  - help
  - hide
  - [hit, hit]
  - hoist
  - [hold, held]
  - hook
  - hop
  - hover
  - hug
  - identify
  - ignite
  - inflate
  - insert
  - inspect
  - invert
  - invite
  - iron
  - isolate
  - join
  - juice
  - jump
  - [keep, kept]
  - kick
  - knead
  - [kneel, knelt]
  - knock
  - knot
  - label
  - lace
  - ladle
  - latch
  - launch
  - [lay, laid]
  - [lead, led]
  - [lean, leant]
  - leap
  - [leave, left]
  - [lend, lent]
  - [let, let]
  - level
  - lever
  - lift
  - light
  - line
  - link
  - load
  - locate
  - lock
  - look
  - loosen
  - lower
  - lubricate
  - maintain
  - [make, made]
  - marinate
  - mark
  - mash
  - massage
  - match
  - measure
  - [meet, met]
  - melt
  - mend
  - minimize
  - mix
  - mop
  - mount
  - move
  - mow
  - navigate
  - nod
  - nudge
  - observe
  - offer
  - open
  - operate
  - organise
  - organize
  - overturn
  - pack
  - paint
  - pair
  - park
  - pass
  - pat
  - pause
  - peel
  - perch
  - perform
  - photograph
  - pick
  - pile
  - pin
  - pinch
  - pivot
  - place
  - plant
  - plate
  - play
  - pluck
  - plug
  - plunge
  - point
  - poke
  - polish
  - position
  - pour
  - prepare
  - press
  - prick
  - prod
  - prop
  - prune
  - pry
  - pull
  - pump
  - punch
  - push
  - [put, put]
  - quench
  - raise
  - rake
  - reach
  - read
  - rearrange
  - recycle
  - refill
  - release
  - reload
  - relocate
  - remount
  - remove
  - reorient
  - repackage
  - repair
  - repeat
  - replace
  - reposition
  - reseal
  - reset
  - rest
  - restack
  - restock
  - retract
  - retrieve
  - return
  - reverse
  - [ride, rode, ridden]
  - [ring, rang, rung]
  - rinse
  - roll
  - rotate
  - rub
  - [run, ran]
  - salute
  - sample
  - sand
  - sanitize
  - save
  - saw
  - scan
  - scatter
  - scoop
  - scrape
  - scratch
  - screw
  - scrub
  - scrunch
  - seal
  - search
  - season
  - secure
  - select
  - [sell, sold]
  - [send, sent]
  - separate
  - serve
  - [set, set]
  - [sew, sewed, sewn]
  - [shake, shook, shaken]
  - shape
  - sharpen
  - shave
  - shelve
  - shift
  - [shine, shone]
  - shoot
  - shove
  - shovel
  - [show, showed, shown]
  - shuffle
  - [shut, shut]
  - sift
  - sink
  - [sit, sat]
  - skewer
  - skip
  - slap
  - slice
  - [slide, slid]
  - [sling, slung]
  - slot
  - smooth
  - snap
  - sniff
  - snip
  - soak
  - sort
  - [speak, spoke, spoken]
  - spill
  - [spin, spun]
  - [split, split]
  - sponge
  - spoon
  - spot
  - spray
  - [spread, spread]
  - sprinkle
  - squash
  - squeegee
  - squeeze
  - squirt
  - stabilize
  - stack
  - stamp
  - [stand, stood]
  - staple
  - start
  - steady
  - steer
  - step
  - [stick, stuck]
  - stir
  - stitch
  - stop
  - store
  - stow
  - straighten
  - strap
  - stretch
  - stroke
  - stuff
  - submerge
  - suction
  - suspend
  - swap
  - swat
  - [sweep, swept]
  - [swing, swung]
  - swipe
  - swirl
  - switch
  - tack
  - tag
  - [take, took, taken]
  - tangle
  - tap
  - tape
  - taste
  - [tear, tore, torn]
  - [tell, told]
  - test
  - thaw
  - thread
  - [throw, threw, thrown]
  - thump
  - tick
  - tidy
  - tie
  - tighten
  - tilt
  - tip
  - toast
  - toggle
  - topple
  - toss
  - touch
  - tow
  - trace
  - track
  - train
  - transfer
  - transplant
  - transport
  - trap
  - trigger
  - trim
  - try
  - tuck
  - tumble
  - turn
  - twist
  - type
  - unbox
  - unbutton
  - uncap
  - unclamp
  - unclasp
  - unclip
  - uncoil
  - uncork
  - uncover
  - undo
  - unfasten
  - unfold
  - unhinge
  - unhook
  - unlatch
  - unload
  - unlock
  - unpack
  - unplug
  - unroll
  - unscrew
  - unseal
  - unspool
  - unstack
  - unstick
  - untangle
  - untie
  - untwist
  - [unwind, unwound]
  - unwrap
  - unzip
  - use
  - vacuum
  - visit
  - wait
  - walk
  - wash
  - water
  - wave
  - [wear, wore, worn]
  - weave
  - wedge
  - weigh
  - wet
  - whisk
  - wiggle
  - winch
  - [wind, wound]
  - wipe
  - [withdraw, withdrew, withdrawn]
  - wrap
  - wrestle
  - [wring, wrung]
  - [write, wrote, written]
  - yank
  - zero
  - zip

"""####,
    "": "",
  ]
}
