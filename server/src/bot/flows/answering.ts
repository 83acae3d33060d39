import { relearnLanguage } from '../speaking.ts';
import { readAnswer } from './capture.ts';
import { askAgain, assign, go, handOff, optionsOf, standingAt } from './engine.ts';
import type { Menu, Question } from './flow.ts';
import { meantOption, meantYesOrNo } from './meant-option.ts';
import { containsPhrase, phraseOf } from './phrases.ts';
import { standardSay, type Turn } from './turn.ts';

/**
 * The flow's own answer to what was said: a tap, a word that works everywhere, an option, an answer to the question.
 *
 * The surest readings come first; what the assistant has to interpret comes last, or is left to the next owner.
 *
 * @returns false when the flow has no answer; then nothing has changed.
 */
export async function answerFromFlow(turn: Turn): Promise<boolean> {
  const phrase = phraseOf(turn.said.text);
  return (
    (await takeTap(turn)) ||
    (await takeOptOut(turn, phrase)) ||
    (await takeOption(turn, phrase)) ||
    (await takeGlobalWord(turn, phrase)) ||
    (await takeTriggerWord(turn, phrase)) ||
    (await takeAnswer(turn)) ||
    (await takeTriggerMessage(turn)) ||
    (await takeTriggerPhrase(turn, phrase)) ||
    (await takeYesOrNo(turn)) ||
    (await takeOtherwise(turn)) ||
    takeMeantOption(turn)
  );
}

/** STOP counts whatever else is going on, and is confirmed once. */
export async function takeOptOut(turn: Turn, phrase: string): Promise<boolean> {
  if (turn.flow.globals.get(phrase)?.word !== 'stop') return false;
  understood(turn, 'word', 'stop');
  if (await turn.services.recordConsent(turn, false)) turn.out.texts.push(standardSay(turn, 'stopped'));
  return true;
}

/** START takes a STOP back; for everybody else it means "begin". */
export async function takeOptIn(turn: Turn, phrase: string): Promise<boolean> {
  if (turn.flow.globals.get(phrase)?.word !== 'start') return false;
  if (!(await turn.services.recordConsent(turn, true))) return false;
  understood(turn, 'word', 'start');
  turn.out.texts.push(standardSay(turn, 'started'));
  return true;
}

/** The id of a tap names the menu and what was chosen in it: "order_menu/recent", "pick_order=1042", "confirm/yes#7". */
const TAP = /^([a-z][a-z0-9_]*)([/=])(.*?)(?:#(\d+))?$/s;

async function takeTap(turn: Turn): Promise<boolean> {
  const { tap } = turn.said;
  if (tap === null) return false;
  if (tap.startsWith('@')) return takeSuggestion(turn, tap.slice(1));
  const [, name, kind, choice, showing] = TAP.exec(tap) ?? [];
  const node = name === undefined ? undefined : turn.flow.nodes.get(name);
  if (node?.type !== 'menu' && node?.type !== 'question') return false; // a button of a template, or of another flow: its title is read as text
  understood(turn, 'tap', tap);
  const isOpen = turn.state.node === name;
  if (node.type === 'question' && !isOpen) return sayOutdated(turn);
  if (node.type === 'menu' && node.fresh && !(isOpen && Number(showing) === turn.state.asked)) return sayOutdated(turn);
  if (node.type === 'question') return keepAnswer(turn, node, choiceValue(node, choice!));

  standAt(turn, node);
  if (kind === '=') return node.choices ? choose(turn, node, { offered: choice! }) : sayOutdated(turn);
  const option = node.options.findIndex(({ id }) => id === choice);
  return option < 0 ? sayOutdated(turn) : choose(turn, node, { option });
}

async function takeSuggestion(turn: Turn, target: string): Promise<boolean> {
  const isOffered = target === 'start' || turn.flow.triggers.some(({ next }) => next === target);
  if (!isOffered) return sayOutdated(turn);
  understood(turn, 'tap', target);
  return go(turn, target);
}

/** A menu further up in the chat still works: the customer is back there now. */
function standAt(turn: Turn, menu: Menu): void {
  const { state, flow } = turn;
  if (state.node === menu.name) return;
  const known = state.stack.findIndex(({ node }) => node === menu.name);
  const way = known >= 0 ? state.stack.slice(0, known) : [{ node: flow.start, from: flow.start }];
  turn.state = {
    ...state,
    node: menu.name,
    from: menu.name,
    stack: menu.name === flow.start ? [] : way,
    offers: undefined,
  };
}

function sayOutdated(turn: Turn): boolean {
  const node = standingAt(turn) ?? turn.flow.nodes.get(turn.flow.start);
  if (node?.type === 'menu' || node?.type === 'question') askAgain(turn, node, standardSay(turn, 'outdated'));
  return true;
}

/** The number of an option, its title, or one of its words. Where nothing is open, words still choose from the main menu. */
async function takeOption(turn: Turn, phrase: string): Promise<boolean> {
  const isAtRest = turn.state.node === null;
  const node = isAtRest ? turn.flow.nodes.get(turn.flow.start) : standingAt(turn);
  if (!phrase || (node?.type !== 'menu' && node?.type !== 'question')) return false;
  const offers = (node.type === 'menu' && turn.state.offers) || [];
  const isNumber = /^\d{1,2}$/.test(phrase);
  if (isNumber && (isAtRest || (node.type === 'menu' && node.amounts))) return false;
  if (isNumber && node.type === 'question' && node.options.length === 0) return false; // an answer, not the number of a button
  const named = offers.findIndex(({ title }) => phraseOf(title) === phrase); // "3" is the size 3 before it is the third
  const place = isNumber && named < 0 ? Number(phrase) - 1 : named;
  const option = isNumber ? place - offers.length : node.byPhrase[turn.language]?.get(phrase);
  const offer = place >= 0 ? offers[place] : undefined;
  if (!offer && (option === undefined || !node.options[option])) return false;
  if (node.type === 'menu') standAt(turn, node);
  return takePlace(turn, node, offer ? place : offers.length + option!, {
    how: isNumber ? 'number' : 'title',
    what: phrase,
  });
}

async function takeYesOrNo(turn: Turn): Promise<boolean> {
  const node = standingAt(turn);
  if (!turn.said.text || node?.type !== 'menu' || node.choices) return false;
  const option = meantYesOrNo(
    turn.said.text,
    node.options.map(({ id }) => id),
    turn.language,
  );
  return option !== null && takePlace(turn, node, option, { how: 'choice', what: turn.said.text.slice(0, 80) });
}

/** Words that only mean an option: "the second one", "my ordrs". */
async function takeMeantOption(turn: Turn): Promise<boolean> {
  const node = standingAt(turn);
  if (!turn.said.text || node?.type !== 'menu') return false;
  const meant = meantOption(turn.said.text, optionsOf(turn, node), turn.language);
  return (
    meant !== null &&
    takePlace(turn, node, meant.place, { how: 'choice', what: turn.said.text.slice(0, 80), score: meant.score })
  );
}

function takePlace(
  turn: Turn,
  node: Menu | Question,
  place: number,
  why: Turn['trace']['understood'][number],
): Promise<boolean> {
  turn.trace.understood.push(why);
  const offers = (node.type === 'menu' && turn.state.offers) || [];
  if (node.type === 'question') return keepAnswer(turn, node, node.options[place]!.id);
  return choose(turn, node, place < offers.length ? { offered: offers[place]!.id } : { option: place - offers.length });
}

function choose(turn: Turn, menu: Menu, choice: { offered: string } | { option: number }): Promise<boolean> {
  if ('offered' in choice) {
    turn.state.variables = { ...turn.state.variables, [menu.choices!.save]: choice.offered };
    return go(turn, menu.choices!.next);
  }
  const option = menu.options[choice.option]!;
  assign(turn, option.set);
  return go(turn, option.next);
}

async function takeGlobalWord(turn: Turn, phrase: string): Promise<boolean> {
  if (turn.said.content === 'welcome_request') return go(turn, 'start');
  const language = turn.flow.languageWords.get(phrase);
  if (language) return switchLanguage(turn, language);
  const found = turn.flow.globals.get(phrase) ?? wishForPerson(turn, phrase);
  if (!found) return false;
  if (await takeOptIn(turn, phrase)) return true;
  understood(turn, 'word', found.word);
  switch (found.word) {
    case 'back':
      return go(turn, 'back');
    case 'help':
      return go(turn, turn.flow.help);
    case 'human':
      await callPerson(turn, 'the customer asked for a person');
      return true;
    default:
      return go(turn, 'start');
  }
}

/** Whoever asks for a person gets one, also in the middle of a question and with other words around it. */
function wishForPerson(turn: Turn, phrase: string): { word: 'human' } | undefined {
  if (!turn.flow.wishesForPerson.some((wish) => containsPhrase(phrase, wish))) return undefined;
  relearnLanguage(turn);
  return { word: 'human' };
}

/** Goes to the flow's own hand-off, or says the standard sentence. */
export async function callPerson(turn: Turn, reason: string): Promise<void> {
  if (turn.flow.handOff) await go(turn, turn.flow.handOff);
  else handOff(turn, standardSay(turn, 'hand_off'), reason);
  if (turn.handOff) turn.handOff = { reason };
}

async function switchLanguage(turn: Turn, language: string): Promise<boolean> {
  understood(turn, 'word', `language ${language}`);
  turn.language = language;
  turn.learntLanguage = language;
  return go(turn, turn.state.from ?? 'start');
}

async function takeTriggerWord(turn: Turn, phrase: string): Promise<boolean> {
  return takeTrigger(turn, ({ words }) => words.has(phrase));
}

async function takeTriggerMessage(turn: Turn): Promise<boolean> {
  return takeTrigger(turn, ({ message }) => message === turn.said.content);
}

async function takeTriggerPhrase(turn: Turn, phrase: string): Promise<boolean> {
  return takeTrigger(turn, ({ phrases }) => phrases.some((part) => containsPhrase(phrase, part)));
}

async function takeTrigger(
  turn: Turn,
  matches: (trigger: Turn['flow']['triggers'][number]) => boolean,
): Promise<boolean> {
  for (const trigger of turn.flow.triggers) {
    if (!matches(trigger)) continue;
    assign(turn, trigger.set);
    if (!(await go(turn, trigger.next))) continue;
    understood(turn, 'trigger', trigger.next);
    return true;
  }
  return false;
}

/** The answer to a question. One that does not fit is left to the others, who may know what was meant instead. */
async function takeAnswer(turn: Turn): Promise<boolean> {
  const node = standingAt(turn);
  if (node?.type !== 'question') return false;
  const answer = readAnswer(node, turn.said, {
    language: turn.language,
    now: turn.now,
    timeZone: turn.input.business.timeZone,
  });
  if (answer === null) return false;
  understood(turn, 'answer', node.expect);
  return keepAnswer(turn, node, answer.value, answer.photos);
}

function keepAnswer(turn: Turn, node: Question, value: unknown, photos: string[] = []): Promise<boolean> {
  const kept = node.photos ? { [node.save]: value, [node.photos]: photos } : { [node.save]: value };
  turn.state.variables = { ...turn.state.variables, ...kept };
  return go(turn, (node.on && (value === true ? node.on.yes : node.on.no)) ?? node.next!);
}

const choiceValue = (node: Question, id: string): unknown => (node.expect === 'yes_no' ? id === 'yes' : id);

async function takeOtherwise(turn: Turn): Promise<boolean> {
  const node = standingAt(turn);
  const target = node?.type === 'menu' ? node.otherwise : node?.type === 'wait' ? node.reply : null;
  if (!target || !turn.said.text || !(await go(turn, target))) return false;
  understood(turn, 'otherwise', target);
  return true;
}

function understood(turn: Turn, how: string, what: string): void {
  turn.trace.understood.push({ how, what });
}
