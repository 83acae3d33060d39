/**
 * Words that name nothing a shop sells: articles, pronouns, small verbs, politeness, names for the other person, days.
 * A reader passes over them and never takes them for a misspelt product. Folded, all languages together.
 */
export const FILLER_WORDS = new Set(
  `a an the of in on at for from to by with my your our his her their me you u we us i he she it they them this that these those some any
  is are am was were be been being do does did done have has had will would shall should can could may might must let lets
  please pls plz plss pleas pliz thanks thank thx ty tks cheers hi hello hey hiya yo hii dear good morning afternoon evening night day team there
  sir madam maam bro bruh buddy mate friend boss man guys folks love hun brother sister
  ok okay okey k kk yes yeah yep yup sure great perfect cool nice fine alright right well um umm uh so then now today tonight tomorrow later
  asap soon monday tuesday wednesday thursday friday saturday sunday morning week weekend next also just really very much many lot too
  and or but if as when while because about into out up down off over here again back only not no nor im ive id ill youre its thats dont doesnt
  cart basket order list home house office address delivery deliver pickup party staff birthday school work kids family gift
  free call text phone number name cash card pay payment want need like get got take make go going come thing things something anything
  same possible usual last time first second third please kindly whatever maybe perhaps guess think
  el la los las lo un una unos unas de del al en para por con y o u que se me te le les nos mi mis tu tus su sus este esta estos estas ese esa esos esas
  es son soy somos esta estan ser estar hay muy mas pero si no ni tambien ya aqui ahi ahora hoy manana luego noche tarde dia dias buenas buenos
  hola gracias favor porfa porfavor xfa xfavor pf pls plis saludos amigo amiga hermano senor senora don dona jefe parce pana wey bro primo vecino
  quiero casa pedido orden carrito cuenta direccion lunes martes miercoles jueves viernes sabado domingo semana fiesta cumpleanos
  sino igual bueno vale listo dale claro perfecto entonces pues eh ah oh mira oye disculpe disculpa favorcito nada todo algo
  o os as um uns umas do da dos das no na nos nas ao aos em pra pro com e ou que se eu voce vc vcs voces ele ela meu minha seu sua isso isto esse essa
  sao sou foi ser esta estou tem ter muito mais mas sim nao tambem ja aqui agora hoje amanha depois noite dia tarde boa bom oi ola
  obrigado obrigada obg valeu por favor pfv pfvr pf amigo amiga moco moca cara mano chefe querida querido gente segunda terca quarta quinta sexta
  pedido carrinho conta endereco festa aniversario beleza blz tudo bem certo entao ne tipo la
  le la les l un une des du de d au aux a en dans sur pour par avec sans et ou mais que qui quoi je j tu il elle on nous vous ils elles
  me m te t se s ce c cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs est sont suis etes ete etre avoir ai as avons avez ont
  bonjour bonsoir salut coucou merci svp stp plait vous sil monsieur madame mec chef voila alors donc bien tres aussi ici maintenant aujourdhui demain soir matin
  oui non dac daccord ok lundi mardi mercredi jeudi vendredi samedi dimanche semaine commande panier adresse maison fete anniversaire quel quelle
  hai hain ho hoon hu hun tha thi the ka ki ke ko se me mein mai main par pe bhi hi to toh ji haan ha han nahi na kya kaise kab kahan kitna kitne kitni
  mera meri mere mujhe hume humko hamara aap aapka aapke tum tumhara ye yeh wo woh is us iska uska koi kuch sab bas aur ya phir fir ab abhi aaj kal
  bhai bhaiya bhaiyya didi sirji sahab uncle aunty yaar dost namaste namaskar shukriya dhanyavad dhanyawad kripya please zara jara thoda bahut accha acha
  theek thik ok wala wali wale liye chahiye bhejo dena do karo kar karna ghar order shaam subah raat rang size
  jaldi mil sakta sakte sakti hoga raha rahe rahi gaya gayi de dijiye lo`.split(/\s+/),
);
