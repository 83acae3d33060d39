/**
 * What a person says they are called: "my name is Ana López", "soy Ana", "me chamo Ana", "je m'appelle Ana", "mera naam Ana
 * hai", or, asked for it, the name alone.
 *
 * @param asked true when the message answers a question for the name: then a name alone is one.
 * @returns the name as it was written, small letters made capitals; null when none is said.
 */
export function readPersonName(text: string, { asked = false }: { asked?: boolean } = {}): string | null {
  const said = text
    .slice(0, LONGEST_TEXT)
    .normalize('NFKC')
    .replace(/[‘’`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
  for (const pattern of SAYINGS) {
    const found = pattern.exec(said)?.groups?.name;
    const name = found === undefined ? null : nameIn(found);
    if (name) return name;
  }
  const vaguely = BEING.exec(said)?.groups?.name;
  if (vaguely && /^\p{Lu}/u.test(vaguely)) return nameIn(vaguely);
  return asked ? nameIn(said.replace(GREETING, '')) : null;
}

const LONGEST_TEXT = 400;
const MOST_WORDS = 5;
const MOST_CHARACTERS = 80;

const WORD = String.raw`\p{L}[\p{L}\p{M}'.-]*`;
const NAME = `(?<name>${WORD}(?: ${WORD}){0,7})`;
const saying = (before: string, after = ''): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${before})[ :,]{1,2}${NAME}${after}`, 'iu');

/** The surest first. */
const SAYINGS = [
  saying('mera naam|mera nam|mera name', String.raw` (?:hai|he|h)(?![\p{L}])`),
  saying(`my (?:full |first )?name(?:'s| is)|name's|i am called|they call me|call me`),
  saying('me llamo|mi nombre (?:completo )?es|a nombre de'),
  saying('(?:eu )?me chamo|(?:o )?meu nome (?:completo )?(?:é|e)|em nome de'),
  saying(`je m'appelle|je me nomme|(?:mon )?nom (?:est|c'est)|mon prénom est|au nom de`),
  saying('mera naam|mera nam|naam'),
  saying(`moi c'est`),
];

/** What people are is mostly no name: "I'm exhausted". Here only a capital makes one. */
const BEING = saying(`this is|i'm|i am|soy|habla|sou (?:a|o)|sou|aqui é (?:a|o)|ici|je suis|main|mai`);

const GREETING =
  /^(?:(?:hi|hello|hey|hola|buenas?(?: (?:d[ií]as|tardes|noches))?|ol[aá]|oi|bom dia|boa (?:tarde|noite)|bonjour|bonsoir|salut|namaste|sure|yes|s[ií]|sim|oui|haan|it's|its|es|é|c'est)[ ,.!]+)+/iu;

/** Where a name ends in a sentence that goes on. */
const ENDS =
  /^(?:and|y|e|et|aur|from|de[ls]?|da|du|from|with|con|com|avec|but|pero|mas|mais|here|aqui|aquí|ici|hai|he|hoon|hu|hun|speaking|bol|se|i|my|yo|mi|eu|je|can|want|need|quiero|quero|voudrais|please|por|porfa|for|para|pour|ka|ki|ke|the|thanks|gracias|obrigad[oa]|merci|calling|writing|again)$/iu;
/** Parts of a name that are small: "de la Cruz", "dos Santos", "van der Berg". */
const PARTICLES = /^(?:de|del|la|las|los|da|das|do|dos|du|des|van|der|den|von|bin|al|el|le)$/iu;

/** What people say they are that is no name. */
const NO_NAMES =
  /^(?:not|no|n[ãa]o|pas|a|an|the|un|une|una|um|uma|el|la|le|o|at|in|on|so|very|muy|muito|tr[èe]s|really|just|still|also|looking|interested|interesad[oa]|interessad[oa]|int[ée]ress[ée]e?|waiting|esperando|going|trying|having|getting|sorry|sure|fine|ok|okay|good|great|happy|sad|angry|upset|tired|sick|late|back|new|nuev[oa]|nov[oa]|nouveau|nouvelle|here|there|done|ready|listo|lista|pronto|pronta|pr[êe]te?|vegan[oa]?|vegetarian[oa]?|allergic|al[ée]rgic[oa]|from|your|tu|su|seu|votre|client[ea]?|customer|cliente|spam|stop|the one|what|who|quien|quem|qui|kaun|bored|busy|free|student|estudiante|estudante|doctor|teacher|mother|father|mam[aá]|m[ãa]e|desde|allí|ahi|aur|bhi|toh|abhi|theek|thik|kal|aaj|ghar|yahan|urgent|serious|confused|lost|perdid[oa]|afraid|yes|si|s[ií]m?|oui|nahi|nahin|mujhe|kya|how|where|when|why|menu|help|ayuda|ajuda|aide|test)$/iu;

function nameIn(found: string): string | null {
  const words: string[] = [];
  for (const [at, given] of found.split(' ').entries()) {
    const word = given.replace(/[.,!?;:]+$/, (end) => (/^\p{L}\.$/u.test(given) ? end : ''));
    const isParticle = at > 0 && PARTICLES.test(word) && isFollowedByName(found, at);
    if (word === '' || (!isParticle && (ENDS.test(word) || NO_NAMES.test(word)))) break;
    words.push(isParticle ? word.toLowerCase() : word);
    if (word !== given && !given.endsWith('.')) break; // a comma ends it
  }
  while (words.length > 0 && PARTICLES.test(words.at(-1)!)) words.pop();
  const name = words.map(capital).join(' ');
  const letters = name.replace(/[^\p{L}]/gu, '').length;
  return letters >= 2 && words.length <= MOST_WORDS && name.length <= MOST_CHARACTERS ? name : null;
}

/** "Ana de la Cruz", not "Ana de Guadalajara": after a small word comes another, or a capital. */
const isFollowedByName = (found: string, at: number): boolean => {
  const next = found.split(' ')[at + 1];
  return next !== undefined && (PARTICLES.test(next) || /^\p{Lu}/u.test(next));
};

const capital = (word: string): string =>
  PARTICLES.test(word) || word !== word.toLowerCase()
    ? word
    : word.replace(/(?<![\p{L}\p{M}])\p{L}/gu, (letter) => letter.toUpperCase());
