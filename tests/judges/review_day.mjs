// A reviewer's whole day on the review page, in Debian's Chromium by npm's playwright-core.
//   node review_day.mjs PLAN      (PLAN is JSON; NODE_PATH names where playwright-core and axe-core lie)
// What happens outside the page is asked for on standard output and answered on standard input, a line of JSON each.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const from = createRequire(process.env.NODE_PATH + '/');
const { chromium } = from('playwright-core');
const AXE = readFileSync(from.resolve('axe-core/axe.min.js'), 'utf8');
const plan = JSON.parse(process.argv[2]);
const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
// A screen of 1280 by 1024 pixels at 400 % is 320 by 256 of the page's own (WCAG 2.1, 1.4.10).
const NARROW = [{ width: 320, height: 568 }, { width: 320, height: 256 }];

function need(holds, words) {
  if (!holds) throw new Error(words);
}

async function outside(what) {
  console.log(JSON.stringify({ ask: what }));
  return JSON.parse((await answers.next()).value);
}

// What stands too wide: the page, and what has to be scrolled sideways within it.
const tooWide = () => [
  ...(document.documentElement.scrollWidth > innerWidth ? [`the page, ${document.documentElement.scrollWidth} pixels`] : []),
  ...[...document.querySelectorAll('body *')]
    .filter((one) => ['auto', 'scroll'].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1)
    .map((one) => one.outerHTML.slice(0, 120)),
];

let pictures = 0, looks = 0, kept = 0;

class Person {
  constructor(name, context, page) {
    Object.assign(this, { name, context, page, faults: [], refused: new Set(), last: null });
    context.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(`${plan.origin}/`) && !url.startsWith('data:')) this.faults.push(`a request to ${url}`);
    });
    context.on('console', (line) => {
      const status = /status of (\d+)/.exec(line.text())?.[1];
      if (['error', 'warning'].includes(line.type()) && !this.refused.has(status)) this.faults.push(`the console says: ${line.text()}`);
    });
    context.on('weberror', (fault) => this.faults.push(`a script fails: ${fault.error()}`));
    page.on('response', (response) => {
      const request = response.request();
      if (request.isNavigationRequest() && request.frame() === page.mainFrame() && response.status() !== 303) this.last = response;
    });
  }

  // One press with what this day has for hands.
  async press(what) {
    if (plan.hands === 'mouse') return this.page.locator(what).click();
    await this.tab(what);
    await this.page.keyboard.press(/input/.test(await this.page.evaluate(() => document.activeElement.localName)) ? 'Space' : 'Enter');
  }

  // A press that leads to another page; gives its status.
  async go(what) {
    await Promise.all([this.page.waitForEvent('load'), this.press(what)]);
    this.calm();
    return this.last.status();
  }

  async write(what, text) {
    if (plan.hands === 'mouse') return this.page.locator(what).fill(text);
    await this.tab(what);
    await this.page.keyboard.insertText(text);
  }

  // From where the focus is to there, by Tab alone; one can see where it is.
  async tab(what) {
    for (let turn = 0; turn < 300; turn++) {
      const here = await this.page.evaluate((what) => {
        const one = document.activeElement;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return one.matches(what) && { seen: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' };
      }, what);
      if (here) return need(here.seen, `${this.name}: no focus can be seen on ${what}`);
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`${this.name}: Tab never reaches ${what}`);
  }

  // The frame has room for its whole mail.
  async whole(letter) {
    const [needed, { height }] = [await letter.evaluate((body) => body.scrollHeight), await this.page.locator('iframe.letter').boundingBox()];
    need(needed <= height, `${this.name}: a mail of ${needed} pixels in a frame of ${height}`);
  }

  async text(what = 'main') {
    return this.page.locator(what).first().innerText();
  }

  async open(path) {
    await this.page.goto(plan.origin + path, { waitUntil: 'load' });
    this.calm();
    return this.last.status();
  }

  // Nothing went wrong so far.
  calm() {
    need(this.faults.length === 0, `${this.name} at ${this.page.url()}: ${this.faults[0]}`);
  }

  // A state of a page: its HTML is kept for html-validate; it fits the narrowest screens; axe-core finds nothing, light and dark.
  async see(name) {
    looks += 1;
    writeFileSync(`${plan.pages}/${String(++kept).padStart(3, '0')}-${name}.html`, await this.last.text());
    if (!plan.pictures) return;
    const { page } = this;
    const where = (more) => `${plan.name}, ${name}, ${more}`;
    for (const size of NARROW) {
      await page.setViewportSize(size);
      const wide = await page.evaluate(tooWide);
      need(wide.length === 0, where(`${size.width} by ${size.height}: too wide: ${wide.join(', ')}`));
    }
    await page.setViewportSize(plan.size);
    const wide = await page.evaluate(tooWide);
    need(wide.length === 0, where(`${plan.size.width}: too wide: ${wide.join(', ')}`));
    await page.evaluate(AXE);
    for (const scheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: scheme });
      const found = await page.evaluate(async (rules) => {
        const { violations } = await axe.run(document, { iframes: false, ...rules });
        return violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 200))]);
      }, scheme === 'light' ? {} : { runOnly: ['color-contrast'] });
      need(found.length === 0, where(`${scheme}: ${JSON.stringify(found).slice(0, 1200)}`));
      // On a screen so high that nothing is left to scroll: what is not on it, in a frame, isn't painted.
      await page.setViewportSize({ width: plan.size.width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));
      await page.screenshot({ path: `${plan.screens}/review-${plan.name}-${name}-${scheme}.png`, animations: 'disabled' });
      await page.setViewportSize(plan.size);
      pictures += 1;
    }
    await page.emulateMedia({ colorScheme: 'light' });
    this.calm();
  }
}

const browser = await chromium.launch({
  executablePath: plan.chromium,
  args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});

async function person(name) {
  const context = await browser.newContext({
    viewport: plan.size, isMobile: plan.name === 'phone', hasTouch: plan.name === 'phone', locale: plan.locale,
    javaScriptEnabled: plan.script, colorScheme: 'light',
  });
  context.setDefaultTimeout(60_000);
  await context.addInitScript(() => addEventListener('securitypolicyviolation', (fault) =>
    console.error(`against the policy: ${fault.violatedDirective} ${fault.blockedURI}`)));
  const one = new Person(name, context, await context.newPage());
  await one.open(plan.links[name]);
  return one;
}

async function enter(name) {
  const one = await person(name);
  need(await one.go('form[action^="/invitation/"] button') === 200, `${name} isn't let in`);
  return one;
}

const tabTo = (path) => `nav.pages a[href="${path}"]`;
const MAKE = 'form[action="/remarks"]:has(> .field #text)';

async function approve(one, name) {
  await one.go(tabTo('/agree'));
  await one.press('.agree-form input[name=read]');
  if (name) await one.see(name);
  need(await one.go('.agree-form button') === 200, `${one.name} can't approve`);
}

async function reading(vos) {
  need(await vos.page.locator('.act a').count() === 1, 'the first page names no next act');
  await vos.see('overview');
  await vos.go(tabTo('/wordings'));
  await vos.see('wordings');
  await vos.go(tabTo('/mails'));
  need(await vos.page.locator('a[data-row]').count() === plan.mails, 'the list has another number of mails');
  await vos.see('mails');
  await vos.write('#q', 'bestaat niet');
  await vos.go('form.filter button');
  need(await vos.page.locator('a[data-row]').count() === 0, 'a name that nobody has is found');
  await vos.see('mails-none');
  await vos.go('form.filter a');
  await vos.page.locator('#kind').selectOption({ index: 1 });
  await vos.go('form.filter button');
  const ofKind = await vos.page.locator('a[data-row]').count();
  need(ofKind > 0 && ofKind <= plan.mails, 'no mail of the first kind');
  await vos.see('mails-kind');
  await vos.go('form.filter a.more');
  if (plan.hands === 'keyboard') {
    // By its own keys: / to the search, Enter, j to the first row, Enter.
    await vos.page.keyboard.press('/');
    await vos.page.keyboard.insertText(plan.row);
    await Promise.all([vos.page.waitForEvent('load'), vos.page.keyboard.press('Enter')]);
    await vos.page.keyboard.press('j');
    await Promise.all([vos.page.waitForEvent('load'), vos.page.keyboard.press('Enter')]);
  } else {
    await vos.write('#q', plan.row);
    await vos.go('form.filter button');
    await vos.see('mails-found');
    await vos.go('a[data-row]');
  }
  need(vos.page.url() === `${plan.origin}/mails/${plan.row}`, `searched for ${plan.row}, at ${vos.page.url()}`);
  const letter = vos.page.frameLocator('iframe.letter').locator('body');
  need((await letter.innerText()).includes('Geachte'), 'the mail is not in its frame');
  await vos.whole(letter);
  await vos.see('mail-desk');
  for (const view of ['phone', 'dark', 'text', 'header', 'list', 'list-text']) {
    await vos.go(`nav.views a[href$="view=${view}"]`);
    if (view === 'phone') await vos.whole(letter);
    if (view === 'dark') {
      const behind = await letter.evaluate((body) => getComputedStyle(body).backgroundColor.match(/\d+/g).map(Number));
      need(behind.slice(0, 3).every((part) => part < 100), `in the dark the mail stands on ${behind}`);
    }
    if (view === 'text') need((await vos.text('pre.text')).includes('Geachte'), 'the text of the mail is not there');
    if (view === 'header') need((await vos.text('pre.text')).includes('Message-ID:'), 'the header of the mail is not there');
    if (view === 'list') need(await letter.locator('mark').count() > 2, 'nothing in the mail is marked');
    if (view === 'list-text') need(await vos.page.locator('pre.text mark').count() > 2, 'nothing in the text is marked');
    await vos.see(`mail-${view}`);
  }
  await vos.write(`${MAKE} #text`, 'Moet hier “inzage” staan?\nEn <b>niet</b> vet?');
  await vos.go(`${MAKE} button`);
  need((await vos.text('#remarks')).includes('En <b>niet</b> vet?'), 'the remark is not with the mail');
  await vos.see('mail-remarked');
  await vos.go('a[rel=next][data-step]');
  need(vos.page.url() !== `${plan.origin}/mails/${plan.row}`, 'no next mail');
  await vos.go(tabTo('/remarks'));
  await vos.write(`${MAKE} #text`, 'Over het geheel: mag de datum ook in de kop?');
  await vos.go(`${MAKE} button`);
  need(await vos.page.locator('.thread').count() === 2, 'two remarks were made');
}

async function answering(smit) {
  await smit.go(tabTo('/remarks'));
  await smit.press('#remark-1 summary');
  await smit.see('remarks');
  await smit.write('#answer-1', 'Ja, zo heet het in de brief.');
  await smit.go('#remark-1 button[name=answer]');
  need((await smit.text('#remark-1')).includes('zo heet het in de brief'), 'the answer is not there');
  await smit.press('#remark-2 summary');
  await smit.go('#remark-2 button[name=close]');
  need(await smit.page.locator('#remark-2 details').count() === 0, 'a closed remark can be answered');
  await smit.see('remarks-closed');
  await smit.go('a[href="/remarks?open=1"]');
  need(await smit.page.locator('.thread').count() === 1, 'one remark is open');
}

async function approving(vos, smit, third) {
  await approve(vos, 'agree');
  await vos.see('agreed');
  // Smit has the page open while the mails change.
  await smit.go(tabTo('/agree'));
  await smit.press('.agree-form input[name=read]');
  await outside('change');
  await vos.go(tabTo('/'));
  need(await vos.page.locator('.notice.bad').count() === 1, 'a file changed, and the first page does not say so');
  await vos.see('overview-changed');
  await outside('seal');
  smit.refused.add('409');
  need(await smit.go('.agree-form button') === 409, 'a page of other mails approves');
  await smit.see('other-mails');
  need((await outside('agreed')).length === 0, 'an approval of other mails counts');
  await vos.go(tabTo('/mails'));
  await vos.go(tabTo('/'));
  need(await vos.page.locator('#agreed .waiting').count() === 3, 'the first page still has an approval');
  need((await vos.text('#own-changes')).includes(String(plan.mails)), 'who approved before does not see what changed since');
  need((await vos.text('#agreed')).includes('A. Vos'), 'a void approval is not named');
  await vos.see('overview-void');
  await approve(vos);
  need(await smit.go('main a[href="/"]') === 200, 'no way back from the page that says why not');
  await approve(smit);
  await third.see('overview-waiting');
  await approve(third, 'agree-last');
  await vos.go(tabTo('/agree'));
  await vos.press('details:has(form[action="/withdraw"]) summary');
  await vos.write('form[action="/withdraw"] textarea', 'Toch nog een vraag');
  await vos.see('withdraw');
  await vos.go('form[action="/withdraw"] button');
  need(!(await outside('agreed')).includes('inhoud'), 'an approval that was withdrawn counts');
  await vos.see('withdrawn');
  await approve(vos);
  need((await outside('agreed')).length === 3, 'three approved, and not all count');
  await vos.go(tabTo('/'));
  await vos.see('overview-agreed');
}

// Waits until the page says how many are accepted. One asks again until it knows of the run; then its script does, if it has one.
async function under_way(vos) {
  for (let turn = 0; turn < 300; turn++) {
    const value = await vos.page.locator('main').evaluate((main) => main.querySelector('progress')?.value ?? 0);
    if (value >= 2 && await vos.page.locator('#stop').count() === 1) return;
    await vos.page.waitForTimeout(200);
    // The page finds a run by itself within 10 s, and follows it from then on. The run is too short to wait for that each time.
    const found = await vos.page.locator('main[data-refresh="2"]').count() > 0;
    if (!plan.script || (!found && turn % 15 === 14)) await vos.open('/live');
  }
  throw new Error('the page of the run never shows that mails are accepted');
}

async function sending(vos, third) {
  await vos.go(tabTo('/live'));
  need(await vos.page.locator('#stop').count() === 0, 'nothing runs, and it can be stopped');
  await vos.see('live-before');
  await third.go(tabTo('/live'));
  await outside('send');
  await under_way(vos);
  if (plan.script) {
    await vos.press('[data-pause]');
    await vos.see('live');
    await vos.press('[data-pause]');
  } else {
    await vos.see('live');
  }
  await vos.press('#stop summary');
  await vos.see('live-stop');
  const stopped = await vos.go('#stop button');
  need(stopped === 200, `the button answers ${stopped}`);
  need(await vos.page.locator('.notice').count() === 1, 'the page does not say that it was stopped');
  const { code, late, offered } = await outside('ended');
  need(code === 8, `the run ended with ${code} after the button`);
  need(late === 0, `${late} offers behind the button's record`);
  need(offered < plan.mails, 'the run was over before it was stopped');
  await vos.open('/live');
  need(await vos.page.locator('#stop').count() === 0, 'the run has ended, and the page still stops it');
  await vos.see('live-stopped');
  await outside('finish');
  await third.open('/live');
  const bar = await third.page.locator('progress').evaluate((bar) => [bar.value, bar.max]);
  need(bar[0] === plan.mails && bar[1] === plan.mails, `all mails are out, and the page says ${bar}`);
  await third.see('live-done');
  await outside('returned');
  await third.go(tabTo('/returns'));
  need(await third.page.locator('.returned > li').count() === 5, 'the page of what came back does not show two that are not told, one delayed and two that wait');
  await third.see('returns');
  await third.go('.views a[href="/returns?fault=us"]');
  need(await third.page.locator('section[aria-labelledby=not-told-h] .returned > li').count() === 1, 'the page of what came back is not filtered by whose fault it is');
  await third.see('returns-us');
}

// A mail that was taken is ours; with a footer it is changed; anything else is not ours, and nothing of it is shown.
async function verifying(vos) {
  await vos.go('.foot a[href="/verify"]');
  await vos.see('verify');
  const { taken } = await outside('taken');
  const cases = [['ours', taken, ''], ['changed', taken.replace('Subject: ', 'Subject: [EXTERN] '), 'look'], ['not-ours', 'Subject: x\r\n\r\nhallo\r\n', 'bad']];
  for (const [name, mail, mood] of cases) {
    await vos.page.locator('#mail').setInputFiles({ name: 'mail.eml', mimeType: 'message/rfc822', buffer: Buffer.from(mail) });
    need(await vos.go('form.drop button') === 200, `the page does not look at a mail that is ${name}`);
    need(await vos.page.locator(mood ? `.notice.${mood}` : '.notice:not(.look, .bad)').count() === 1, `a mail that is ${name} is called something else`);
    await vos.see(`verify-${name}`);
  }
}

async function others(vos) {
  const reader = await person('reader');
  await reader.see('invitation-reader');
  await reader.go('form[action^="/invitation/"] button');
  await reader.go('.act a');
  need(reader.page.url() === `${plan.origin}/mails`, 'somebody who only reads is sent elsewhere');
  await reader.go(tabTo('/agree'));
  need(await reader.page.locator('form[action="/agree"]').count() === 0, 'somebody without a role can approve');
  await reader.see('agree-reader');
  const one = await enter('one');
  need(await one.page.locator('a[data-row]').count() === 1, 'somebody who may see one mail sees others');
  await one.see('mails-one');
  one.refused.add('404');
  need(await one.open('/remarks') === 404, 'somebody who may see one mail sees all remarks');
  await one.see('not-found');
  vos.refused.add('401');
  const nameless = await person('nameless');
  await nameless.see('invitation-nameless');
  await nameless.go('form[action^="/invitation/"] button');
  need(!(await nameless.text()).includes(plan.row), 'who may see no names sees an id');
  await nameless.see('overview-nameless');
  await nameless.go(tabTo('/live'));
  await nameless.see('live-nameless');
  await nameless.go(tabTo('/returns'));
  need(!(await nameless.text()).includes(plan.row), 'who may see no names sees an id of what came back');
  await nameless.see('returns-nameless');
  await verifying(vos);
  need(await vos.go('form[action="/leave"] button') === 200, 'who signs out is told that something fails');
  await vos.see('left');
  need(await vos.open('/') === 401, 'who left is still there');
  need(await vos.open(plan.links.vos) === 401, 'a link works twice');
  await vos.see('link-used');
}

try {
  const vos = await person('vos');
  await vos.see('invitation');
  need(await vos.go('form[action^="/invitation/"] button') === 200, 'nobody is let in');
  await reading(vos);
  const smit = await enter('smit');
  await answering(smit);
  const third = await enter('third');
  await approving(vos, smit, third);
  await sending(vos, third);
  await others(vos);
  for (const one of [vos, smit, third]) one.calm();
  console.log(JSON.stringify({ done: { looks, pictures } }));
} catch (fault) {
  console.log(JSON.stringify({ fault: `${fault.message}\n${fault.stack?.split('\n').slice(1, 6).join('\n')}` }));
} finally {
  await browser.close();
}
process.exit(0);
