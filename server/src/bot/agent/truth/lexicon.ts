/**
 * Words in which a draft can claim something, folded (small letters, no accents), in the languages the agent answers in:
 * English, Spanish, Portuguese, French, German, and Hindi in Latin letters. A long flat table; `claims.ts` reads it.
 */

/** The agent may answer in these; what it says in others nobody here could check. */
export const CHECKED_LANGUAGES: readonly string[] = ['en', 'es', 'pt', 'fr', 'de', 'hi-Latn'];

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

export const CURRENCY = set(
  'usd eur gbp inr brl mxn ars cop dollar dollars buck bucks cents euro euros pound pounds rupee rupees rupaye rupay rs real reais peso pesos dolar dolares dolares centavos livres francs pfund kr chf jpy yen aud cad',
);
export const CURRENCY_SIGNS = set('$ € £ ₹ ¥ ₩ ₽ ₺ ₫ ฿');
export const PERCENT = set('% percent pct porcentaje prozent pourcent pratishat');

/** Before a number: it is the number of an order or a ticket. */
export const NUMBERED = set(
  'order orders number num nr numero pedido pedidos orden ordenes encomenda commande bestellung bestellnummer ticket tickets reference ref # auftrag folio chamado incidencia',
);
/** Near a number: so many are there. */
export const STOCK = set(
  'left remaining remain remains stock available availability units unit pieces pcs quedan queda quedando disponibles disponible existencias unidades unidad restam resta restantes disponiveis disponivel estoque reste restent disponibles verfugbar vorrat stuck lager ubrig bache bacha uplabdh',
);
/** In a clause: the business has something. */
export const POSSESSION =
  /\b(?:we|i|shop|store)(?: do| still| also| currently| only| just)* (?:have|ve got|sell|stock|carry|offer)\b|\bweve got\b|\bthere(?: is|s| are|re)\b|\bin stock\b|\b(?:is|are) available\b|\bleft\b|\b(?:si |aun |solo |todavia )?(?:tenemos|vendemos|ofrecemos)\b|\bhay\b|\bqueda[n]?\b|\bdisponible[s]?\b|\ben stock\b|\ben existencia\b|\b(?:temos|vendemos|oferecemos|ha|restam|disponive(?:l|is))\b|\bem estoque\b|\b(?:nous|on) (?:avons|a|vendons|proposons)\b|\bil (?:y a|reste)\b|\b(?:wir|ich) (?:haben|verkaufen|fuhren|bieten)\b|\bes gibt\b|\bauf lager\b|\bvorratig\b|\bverfugbar\b|\b(?:hamare|humare) (?:paas|pas)\b|\bmil jayega\b|\buplabdh\b|\b(?:do|does) you have\b|\bdo you have\b|\btienen\b|\bavez vous\b|\bhaben sie\b/;
/** In a clause: the business has none of it. */
export const LACK =
  /\b(?:sold out|out of stock|unavailable|not available|no longer available|agotad[oa]s?|no disponible|esgotad[oa]s?|indisponive(?:l|is)|epuise[es]*|en rupture|ausverkauft|nicht verfugbar|vergriffen|khatam)\b|\b(?:do not|dont|does not|doesnt|no longer) (?:have|sell|stock|carry|offer)\b|\bno (?:tenemos|vendemos|hay|queda|quedan|ofrecemos)\b|\bnao (?:temos|vendemos|ha)\b|\b(?:n avons|navons|n y a|ne vendons|n avons plus) ?(?:pas|plus)?\b|\b(?:haben|verkaufen|fuhren) (?:wir )?(?:kein|keine|keinen|nicht)\b|\bnahi (?:hai|hain|milega)\b/;

export const DAY_WORDS: readonly { offset: number; words: ReadonlySet<string> }[] = [
  { offset: 0, words: set('today tonight hoy hoje heute aaj aujourdhui') },
  { offset: 1, words: set('tomorrow manana amanha demain morgen') },
  { offset: -1, words: set('yesterday ayer ontem gestern') },
];
/** "mañana" is also the morning, "kal" both neighbours of today: they need a date of either kind nearby. */
export const VAGUE_TIMES =
  /\b(?:day after tomorrow|pasado manana|depois de amanha|apres demain|ubermorgen|parso[n]?|kal|(?:next|this|coming) (?:week|month|weekend)|(?:la )?(?:proxima|esta) semana|(?:el )?(?:proximo|este) mes|(?:na )?proxima semana|(?:la )?semaine prochaine|cette semaine|(?:le )?mois prochain|nachste[nr]? (?:woche|monat)|diese woche|agle (?:hafte|mahine)|agla hafta|is hafte|within the hour|in an hour|right away|immediately|straight away|same day|overnight|express|(?:the |this |the next )?weekend|shortly|soon|any (?:minute|moment|day|time now)|around the corner|(?:this|esta|ce|cette|diesen) (?:morning|afternoon|evening|manana|tarde|noche|matin|soir|apres midi|morgen|abend|nachmittag)|fin de semana|fim de semana|wochenende|en breve|pronto|em breve|logo|bientot|bald|jaldi)\b/;

const MONTHS_SHORT: readonly string[] = [
  'jan january enero ene janeiro janvier janv januar',
  'feb february febrero fevereiro fev fevrier fevr februar',
  'mar march marzo marco mars marz mrz',
  'apr april abril abr avril avr',
  'may mayo maio mai',
  'jun june junio junho juin juni',
  'jul july julio julho juillet juil juli',
  'aug august agosto ago aout',
  'sep sept september septiembre setembro set septembre',
  'oct october octubre outubro out octobre okt oktober',
  'nov november noviembre novembro novembre',
  'dec december diciembre dic dezembro dez decembre dezember',
];
export const MONTHS: ReadonlyMap<string, number> = new Map(
  MONTHS_SHORT.flatMap((words, at) => words.split(' ').map((word) => [word, at + 1])),
);
/** A number in such a clause is a price, also without a sign. */
export const PRICED =
  /\b(?:cost|costs|costing|price|priced|prices|for only|cuesta|cuestan|vale|valen|precio|custa|custam|preco|coute|coutent|prix|kostet|kosten|preis|keemat|kimat|daam|dam)\b/;

const WEEKDAYS_SHORT: readonly string[] = [
  'sun sunday sundays domingo domingos dom dimanche dim sonntag ravivar itvar',
  'mon monday mondays lunes lun segunda seg lundi montag somvar',
  'tue tues tuesday tuesdays martes mar terca ter mardi dienstag mangalvar',
  'wed wednesday wednesdays miercoles mie quarta qua mercredi mer mittwoch budhvar',
  'thu thur thurs thursday thursdays jueves jue quinta qui jeudi jeu donnerstag guruvar',
  'fri friday fridays viernes vie sexta sex vendredi ven freitag shukravar',
  'sat saturday saturdays sabado sabados sab samedi sam samstag sonnabend shanivar',
];
export const WEEKDAYS: ReadonlyMap<string, number> = new Map(
  WEEKDAYS_SHORT.flatMap((words, at) => words.split(' ').map((word) => [word, at])),
);
/** Short weekdays that are also everyday words; they count only beside a comma or a number. */
export const SHY_WEEKDAYS = set('sun sat wed mar mer sex sam dom seg ter qua qui ven vie dim jeu lun mon mie jue sab');

/** What can have become of something: participles by what they claim. */
export const STATES: Readonly<Record<string, ReadonlySet<string>>> = {
  placed: set(
    'placed ordered booked bought purchased realizado realizada hecho hecha colocado feito feita realizada passee effectuee enregistree aufgegeben bestellt gebucht',
  ),
  confirmed: set('confirmed confirmado confirmada confirmee confirme bestatigt'),
  shipped: set(
    'shipped dispatched sent despatched enviado enviada despachado despachada expedie expediee envoye envoyee versandt verschickt versendet bhej',
  ),
  delivered: set('delivered arrived entregado entregada llegado entregue livre livree geliefert zugestellt angekommen'),
  cancelled: set('cancelled canceled cancelado cancelada anulado anulada annule annulee storniert abgesagt annulliert'),
  refunded: set(
    'refunded reimbursed reembolsado reembolsada devuelto rembourse remboursee erstattet zuruckerstattet paid pagado bezahlt paye payee charged cobrado',
  ),
  changed: set(
    'changed updated modified amended adjusted switched swapped replaced exchanged cambiado cambiada actualizado actualizada modificado modificada trocado trocada alterado alterada atualizado atualizada modifie modifiee echange remplace geandert aktualisiert ausgetauscht umgetauscht',
  ),
  reserved: set(
    'reserved scheduled arranged organised organized rescheduled reservado reservada apartado programado agendado agendada reservee reserviert eingeplant vereinbart',
  ),
  noted: set(
    'reported registered filed opened logged recorded noted saved submitted applied added activated processed completed finished done forwarded informed notified escalated connected transferred registrado registrada reportado anotado anotada guardado guardada aplicado aplicada anadido agregado procesado completado listo lista avisado informado transferido registrada adicionado processado concluido encaminhado signale enregistre applique ajoute traite termine prevenu transmis gemeldet notiert gespeichert angewendet hinzugefugt bearbeitet erledigt fertig weitergeleitet informiert',
  ),
};
/** The same in other words, found anywhere in a clause. */
export const STATE_PHRASES: Readonly<Record<string, RegExp>> = {
  placed:
    /\b(?:went through|gone through|order (?:is )?(?:complete|successful)|con exito|com sucesso|avec succes|erfolgreich)\b/,
  shipped:
    /\b(?:on (?:its|the|their) way|out for delivery|left (?:our|the) (?:warehouse|store|shop|depot)|in transit|en camino|ya salio|salio (?:del|de)|a caminho|saiu (?:do|da|para)|en route|est parti[e]?|unterwegs|rausgegangen|raste mein|nikal (?:gaya|chuka))\b/,
  cancelled:
    /\b(?:cancell?ation (?:is |was )?(?:complete|done|successful|confirmed)|cancelacion (?:hecha|completa|realizada))\b/,
  refunded:
    /\b(?:refund (?:is |was )?(?:issued|done|complete|approved|on its way)|money (?:is|has been) (?:returned|sent back))\b/,
  delivered: /\b(?:at your door|been handed over)\b/,
};
/** Hindi says it with a helper verb: "cancel ho gaya", "kar diya". */
export const HINDI_DONE =
  /\b(?:ho (?:gaya|gayi|gya|chuka|chuki|gaye)|kar (?:diya|di|diye|dunga|denge)|(?:bhej|de|laga) (?:diya|di|diye))\b/;

/** Said of oneself, something was done or will be: only we say such things, after they happened. */
export const FIRST_PERSON_DONE =
  /\b(?:i|we|ive|weve) (?:have |ve |has )?(?:just |already |now |successfully |gone ahead and )*(?:placed|ordered|booked|cancell?ed|shipped|sent|dispatched|refunded|changed|updated|modified|reserved|scheduled|arranged|reported|registered|filed|opened|logged|noted|saved|submitted|applied|added|activated|processed|completed|forwarded|informed|notified|escalated|confirmed|issued|credited|charged|replaced|exchanged|told|asked|contacted|called|emailed|put|made|set|taken care)\b|\b(?:he|hemos|ya he|te he|le he|lo he|la he) (?:hecho|realizado|puesto|enviado|cancelado|anulado|cambiado|reservado|registrado|reportado|anotado|guardado|aplicado|anadido|agregado|procesado|confirmado|reembolsado|devuelto|avisado|informado|pedido|actualizado|dado|programado|transferido|contactado)\b|\b(?:cancele|realice|envie|cambie|reserve|registre|aplique|reembolse|procese|hice|confirme|anote|anule) (?:tu|su|el|la|los|las|un|una)\b|\b(?:eu |nos )?(?:ja )?(?:cancelei|cancelamos|fiz|fizemos|enviei|enviamos|troquei|trocamos|reservei|reservamos|registrei|registramos|apliquei|aplicamos|reembolsei|confirmei|confirmamos|anotei|adicionei|alterei|atualizei|processei)\b|\b(?:j ai|jai|nous avons|on a) (?:bien |deja )*(?:passe|annule|envoye|expedie|change|modifie|reserve|enregistre|signale|note|applique|ajoute|traite|confirme|rembourse|prevenu|transmis|fait|mis|effectue|commande)\b|\b(?:ich habe|wir haben|habe ich|haben wir) (?:\w+ ){0,5}?(?:aufgegeben|bestellt|storniert|verschickt|versandt|geandert|reserviert|registriert|gemeldet|notiert|gespeichert|angewendet|hinzugefugt|bearbeitet|bestatigt|erstattet|informiert|weitergeleitet|erledigt|gebucht|ausgetauscht)\b|\b(?:maine|humne|hamne)\b/;
export const FIRST_PERSON_WILL =
  /\b(?:ill|well|i will|we will|i am going to|im going to|we are going to|were going to|i shall|let me) (?:\w+ ){0,2}?(?:cancel|refund|ship|send|dispatch|place|order|book|reserve|change|update|modify|call|contact|email|give|apply|credit|deliver|replace|exchange|arrange|process|forward|escalate|connect|transfer|inform|notify|compensate|waive|issue|add|register|report|schedule|take off|discount)\b|\b(?:te|le|lo|la|os) (?:enviare|enviaremos|cancelare|cancelaremos|reembolsare|reembolsaremos|cambiare|cambiaremos|llamare|llamaremos|devolveremos|reservare|regalare|regalamos|hare|haremos|descontare|aplicare)\b|\b(?:voy|vamos) a (?:cancelar|enviar|reembolsar|cambiar|reservar|pedir|llamar|devolver|aplicar|regalar|registrar|anadir)\b|\b(?:vou|vamos) (?:cancelar|enviar|reembolsar|trocar|reservar|pedir|ligar|devolver|aplicar|registrar|adicionar)\b|\b(?:je vais|nous allons|on va) (?:vous |te )?(?:annuler|envoyer|rembourser|changer|echanger|reserver|commander|appeler|appliquer|ajouter|offrir|transmettre)\b|\b(?:ich werde|wir werden|ich) (?:\w+ ){0,5}?(?:storniere|storniere[n]?|stornieren|schicke[n]?|erstatte[n]?|reserviere[n]?|rufe|andere|umtauschen|bestelle[n]?)\b|\b(?:main|hum) \w+ (?:kar|bhej|de) (?:dunga|dungi|denge|deta|dete)\b/;
/** Short words that say all is done. */
export const ALL_DONE =
  /^(?:(?:it is |its |its all |all |everything is |that is |thats )?(?:done|sorted|settled|taken care of|all set|complete|finished)|you(?: a)?re all set|consider it done|success(?:fully)?|listo|hecho|ya esta|todo listo|esta hecho|pronto|feito|tudo certo|ja esta|c est fait|cest fait|voila|termine|erledigt|fertig|alles klar erledigt|ho gaya|kar diya)\b/;

/** What a clause is not claiming: a question of ours, a condition, a possibility. */
export const CONDITIONAL =
  /\b(?:once|if|when|after|as soon as|until|before|unless|whether) (?:you|it|its|the|your|they|we|that)\b|\b(?:can|could|may|might|must|should|to|would) (?:be|get|have)\b|\b(?:want|like|need|wish) (?:it|me|us|to|this|that|them)\b|\b(?:cannot|can not|cant|could not|couldnt|not|isnt|is not|hasnt|has not|not yet|never|nothing)\b|\b(?:si|cuando|una vez que|despues de que|hasta que|en cuanto) (?:lo|la|tu|usted|quieres|confirmes|confirmas|el|se|nos|desea|desees)\b|\b(?:puede|pueden|podria|debe) ser\b|\b(?:no|nunca|todavia no|aun no|nada)\b|\b(?:se|quando|assim que|depois que|ate que) (?:voce|o|a|quiser|confirmar)\b|\b(?:pode|podem|poderia) ser\b|\b(?:nao|nunca|ainda nao)\b|\b(?:si|quand|des que|une fois que|lorsque) (?:vous|tu|la|le|elle|il)\b|\bpeut etre\b|\b(?:pas|jamais|ne)\b|\b(?:wenn|sobald|falls|nachdem|bis) (?:sie|du|die|der|das|es)\b|\bwerden kann\b|\b(?:nicht|nie|noch nicht|kein|keine)\b|\b(?:agar|jab|nahi|nahin)\b/;

/** Words of offers and policies; each concept must stand in what the business itself says. */
export const POLICIES: Readonly<Record<string, RegExp>> = {
  discount:
    /\b(?:discount|discounts|coupon|voucher|promo|promotion|promo code|sale price|special offer|half price|cashback|descuento|descuentos|cupon|rebaja|oferta|promocion|mitad de precio|desconto|cupom|promocao|metade do preco|remise|reduction|rabais|soldes|moitie prix|bon d achat|rabatt|gutschein|sonderangebot|nachlass|halber preis|chhoot|choot|chhut|cheaper|knock off)\b/,
  free: /(?<!feel |sugar )\bfree\b(?! to\b)|\bfor nothing\b|\bno (?:charge|cost)\b|\b(?:gratis|gratuit[oa]s?|gratuite?s?|de regalo|sin costo|sin coste|sem custo|de graca|offert|offerte|sans frais|kostenlos|umsonst|geschenkt|muft|free mein|complimentary|on the house|gift)\b/,
  refund:
    /\b(?:refund|refunds|money back|reimburse|reimbursement|compensation|reembolso|devolucion|devolvemos|devolver el dinero|indemnizacion|devolucao|remboursement|rembourser|dedommagement|erstattung|ruckerstattung|geld zuruck|entschadigung|paisa wapas|paise wapas)\b/,
  warranty: /\b(?:warranty|guarantee|guaranteed|garantia|garantizado|garantido|garantie|garanti|garantiert)\b/,
  open: /\b(?:open(?! an? | the )|opens|opened|closed|closes|close at|abierto|abierta|abrimos|abre|cerrado|cerramos|cierra|aberto|aberta|abrimos|fechado|fechamos|ouvert|ouverte|ouvrons|ferme|fermee|fermons|geoffnet|offen|geschlossen|khula|khuli|band hai)\b/,
};

/** A first word that agrees with whatever the customer claimed. */
export const AGREES =
  /^(?:yes|yep|yeah|yup|correct|exactly|right|indeed|absolutely|of course|sure|certainly|definitely|that is right|thats right|si|claro|correcto|exacto|asi es|por supuesto|efectivamente|sim|certo|isso mesmo|com certeza|exatamente|oui|exact|exactement|bien sur|tout a fait|absolument|ja|genau|richtig|stimmt|naturlich|haan|han|ji haan|ji|bilkul|sahi)\b/;

/** Numbers in words, as far as claims about money, stock and days go. */
const NUMERALS: Readonly<Record<number, string>> = {
  2: 'two dos dois duas deux zwei couple',
  3: 'three tres trois drei teen',
  4: 'four cuatro quatro quatre vier chaar',
  5: 'five cinco cinq funf paanch',
  6: 'six seis sechs',
  7: 'seven siete sete sept sieben saat',
  8: 'eight ocho oito huit acht aath',
  9: 'nine nueve nove neuf neun nau',
  10: 'ten diez dez dix zehn',
  11: 'eleven onze elf gyarah',
  12: 'twelve doce doze douze zwolf dozen docena duzia douzaine dutzend barah',
  13: 'thirteen trece treze treize dreizehn',
  14: 'fourteen catorce quatorze vierzehn',
  15: 'fifteen quince quinze funfzehn pandrah',
  16: 'sixteen dieciseis dezesseis seize sechzehn',
  17: 'seventeen diecisiete dezessete siebzehn',
  18: 'eighteen dieciocho dezoito achtzehn',
  19: 'nineteen diecinueve dezenove neunzehn',
  20: 'twenty veinte vinte vingt zwanzig bees',
  25: 'veinticinco funfundzwanzig pachees',
  30: 'thirty treinta trinta trente dreissig tees',
  40: 'forty cuarenta quarenta quarante vierzig chalees',
  50: 'fifty cincuenta cinquenta cinquante funfzig pachaas pachas',
  60: 'sixty sesenta sessenta soixante sechzig',
  70: 'seventy setenta siebzig',
  80: 'eighty ochenta oitenta achtzig',
  90: 'ninety noventa neunzig',
  100: 'hundred cien ciento cem cento cent hundert sau',
  1000: 'thousand mil mille tausend hazaar hazar',
  1000000: 'million millon milhao millionen',
};
export const NUMERAL_WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries(NUMERALS).flatMap(([value, words]) =>
    words.split(' ').map((word): [string, number] => [word, Number(value)]),
  ),
);

/** Words that name nothing: they make no product of a sentence. */
export const COMMON = set(
  'a an the and or of in on at to for with from by is are was be do does did can you your we our i my it its this that these those how what when where which who much many long will would have has not no yes per all any some more please el la los las lo un una y o de del en con para por que es son se su tu mi como cuando donde cual cuanto cuantos si no al te me nos hay um uma os as e ou da das dos em no na nos nas com para que ser seu sua meu como quando onde qual quanto sim nao le les des du et ou au aux dans avec pour sur est sont ce cette vous votre nous notre je mon ma comment quand quel quelle combien oui non der die das ein eine und oder von im am zu fur mit ist sind sie ihr wir ich mein wie wann wo welche was viel ja nein ka ki ke ko se me mein hai hain kya kab aap aapka hum mera',
);

/** Beside a figure they name nothing else: "it costs … each". What is in neither list may be another thing. */
export const GENERIC = set(
  'it its they them this that these those each one ones item items piece total sum altogether price prices only just currently now moment still also both here great good news sorry yes sure ok cost costs is was left exactly have has comes per unit available stock este esta estos estas ese esa eso cada uno una unos total precio precios solo ahora mismo todavia tambien aqui cuesta cuestan vale valen queda quedan tenemos disponible disponibles unidades este esta isto isso cada agora so apenas tambem preco custa custam temos restam disponivel ele ela eles elas il elle ils elles ce ca cela chacun chacune chaque seulement maintenant encore aussi coute coutent reste restent prix disponible disponibles er sie es dies diese dieser jeweils je nur jetzt noch auch preis kostet kosten haben verfugbar stuck gesamt insgesamt summe yeh ye woh iska iski inki keemat kimat daam sirf abhi bhi',
);

/** Sizes and colours: where a thing is named with one that it was not found in, nothing of it was found. */
export const VARIANT_WORDS = set(
  'xs s m l xl xxl xxxl small medium large black white grey gray navy blue red green yellow brown beige olive pink purple orange silver gold cream turquoise pequeno pequena mediano mediana grande negro negra blanco blanca gris azul rojo roja verde amarillo amarilla marron rosa morado morada naranja preto preta branco branca cinza vermelho vermelha amarelo amarela roxo roxa noir noire blanc blanche bleu bleue rouge vert verte jaune rose violet schwarz weiss grau blau rot grun gelb braun lila kala safed neela lal hara peela',
);
/** Ways to say the sizes that catalogues shorten. */
export const SIZE_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    small: 's',
    medium: 'm',
    large: 'l',
    pequena: 's',
    pequeno: 's',
    mediana: 'm',
    mediano: 'm',
    grande: 'l',
  }),
);
