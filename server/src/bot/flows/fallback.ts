import { callPerson } from './answering.ts';
import { askAgain, go, messageText, standAtStart, standingAt } from './engine.ts';
import type { Question } from './flow.ts';
import { speak, standardSay, type Turn } from './turn.ts';

const MOST_MISUNDERSTANDINGS = 3; // in a row, then a person takes over
const MOST_SUGGESTIONS = 2; // beside the main menu: three buttons

/** The last owner of a turn: says honestly that it did not understand, and shows what works. Always answers. */
export async function answerHonestly(turn: Turn): Promise<true> {
  turn.trace.understood.push({ how: 'none', what: turn.said.content });
  if (turn.beginning) return begin(turn);

  turn.state.misunderstandings += 1;
  const node = standingAt(turn);
  if (turn.state.misunderstandings >= MOST_MISUNDERSTANDINGS)
    await callPerson(turn, 'three misunderstandings in a row');
  else if (node?.type === 'question') await askOnceMore(turn, node);
  else if (turn.said.readable && turn.suggestions.length > 0) suggest(turn);
  else showOptions(turn);
  return true;
}

/** Nothing was open: whoever writes anything at all gets the main menu. */
async function begin(turn: Turn): Promise<true> {
  if (!turn.said.readable && turn.said.content !== 'sticker') turn.out.texts.push(standardSay(turn, 'cannot_read'));
  else if (turn.beginning === 'returning') turn.out.texts.push(standardSay(turn, 'welcome_back'));
  return (await go(turn, 'start')) || true;
}

async function askOnceMore(turn: Turn, node: Question): Promise<void> {
  turn.state.tries += 1;
  if (turn.state.tries >= node.tries) {
    if (!node.otherwise) return callPerson(turn, `no fitting answer to ${node.name}`);
    turn.state.misunderstandings = 0;
    await go(turn, node.otherwise);
    return;
  }
  const takesFiles = node.photos !== null || node.expect === 'photo' || node.expect === 'media';
  const isUnreadable = !turn.said.readable && !takesFiles;
  const own = node.retry && !isUnreadable ? speak(turn, node.retry) : null;
  const body =
    own ?? `${standardSay(turn, isUnreadable ? 'cannot_read' : 'retry')}\n\n${messageText(turn, node.message)}`;
  askAgain(turn, node, body);
}

function suggest(turn: Turn): void {
  const suggestions = turn.suggestions
    .slice(0, MOST_SUGGESTIONS)
    .map(({ target, title }) => ({ id: `@${target}`, title }));
  const options = [...suggestions, { id: '@start', title: standardSay(turn, 'main_menu') }];
  turn.out.prompt = {
    body: standardSay(turn, 'did_you_mean'),
    options,
    show: 'auto',
    label: standardSay(turn, 'choose'),
  };
}

/** The options of the open menu, else of the main menu, whose taps work from anywhere. */
function showOptions(turn: Turn): void {
  if (turn.state.node === null) standAtStart(turn);
  const open = standingAt(turn);
  const menu = open?.type === 'menu' ? open : turn.flow.nodes.get(turn.flow.start);
  const body = !turn.said.readable
    ? 'cannot_read'
    : turn.state.misunderstandings > 1
      ? 'not_understood_again'
      : 'not_understood';
  if (menu?.type === 'menu') askAgain(turn, menu, standardSay(turn, body));
  else turn.out.texts.push(standardSay(turn, body));
}
