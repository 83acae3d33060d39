/** Whether a message sounds angry: enough to bring a person when it comes twice. */
export function soundsAngry(text: string): boolean {
  const folded = text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  const letters = text.replace(/[^\p{L}]/gu, '');
  const isShouted = letters.length >= 12 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
  return ANGRY.test(folded) || isShouted || /[!?]{4,}/.test(text);
}

const ANGRY =
  /\b(?:terrible|horrible|awful|useless|ridiculous|unacceptable|disgusting|disgrace|scam|fraud|rip ?off|worst|furious|angry|pissed|wtf|fuck\w*|shit\w*|idiots?|stupid|liars?|lawyer|sue you|never again|pesim[oa]|inutil\w*|ridicul[oa]|inaceptable|estafa\w*|fraude|verguenza|mierda|idiotas?|estupid[oa]s?|mentiros[oa]s?|abogado|denunci\w+|nunca mas|harto|harta|pessim[oa]|inaceitavel|golpe|vergonha|merda|mentira|processar|nul|nulle|inadmissible|inacceptable|arnaque|honteux|merde|connards?|menteurs?|avocat|schrecklich|unverschamt|betrug|betruger|scheiss\w*|anwalt|frechheit|bakwas|bekaar|ghatiya|dhokha|chor)\b/;
