/** Said to be polite; says nothing about what is wanted. */
export const POLITE =
  /^(?:please|pls|plz|thanks|thank|thx|hi|hello|hey|hola|favor|por|gracias|porfa|xfa|svp|stp|merci|bonjour|oi|ola|obrigado|obrigada|bhai|bhaiya|ji|sir|madam|ok|okay|yes|si|sim|oui|haan|dear|bro)$/;

/** What follows these is about somebody or somewhere, not about a thing. */
export const ASIDES = /^(?:for|para|pour|pra|to|at|from|near|liye|chez|named|called)$/;

/** Between what is not and what is: "not 2 but 3". */
export const BUTS = /^(?:but|sino|pero|mas|mais|balki|par)$/;

/** Beside an article it is a number: "only one", "só um", "un seul". */
export const ONLY = /^(?:only|just|solo|solamente|so|somente|apenas|seulement|juste|seul|seule|sirf|keval)$/;

/** Before a thing that is known already: "the belt in brown". `o` and `a` only in Portuguese. */
export const DEFINITE = /^(?:the|el|la|los|las|le|les|os|as|o|a)$/;

/** Two of a thing, but one of a thing that comes in twos. */
export const PAIRS = /^(?:couple|pair|par|paire|jodi|joda)$/;
