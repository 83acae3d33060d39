/**
 * Words that say what to do with the things around them, in English, Spanish, Portuguese, French and Hindi in Latin
 * letters together. Folded, comma between phrases; the longest phrase that fits is taken.
 */
export const ORDER_CUES = {
  /** "I'll have …": what follows is wanted. */
  want: `want, wnt, wanna, i want, i need, need, id like, i would like, would like, would love, ill have, ill take, i will take, i will have, ill get, ill order,
    i could get, i could have, we could get, we could have, was looking for, were looking for, was hoping for, estaba buscando, estava procurando, je cherchais,
    let me get, let me have, lets get, lets do, lets go with, ill go with, can i get, can i have, can i order, can i buy, could i get, could i have, could i order,
    may i have, may i get, can you send, could you send, can you get me, can you bring, could you bring, can u send, can we get, can we have, please send, do send, kindly send,
    send, send me, get me, give me, gimme, bring me, pass me, pack, buy, i want to buy, i want to order, want to order, want to buy, to order, order, ordering, purchase, book me,
    put me down for, deliver me, hook me up with, looking to buy, looking to order, get, reserve,
    quiero, kiero, qiero, quisiera, querria, queria, quiere, queremos, dame, deme, denos, me das, me da, me dan, me pones, me pone, ponme, pongame, ponganme, mandame, mandeme, mandenme, manda, me mandas, me manda,
    me envias, me envia, me puedes enviar, me puede enviar, me puedes mandar, me puede mandar, me puedes dar, me puede dar, puedes enviarme, puede enviarme, puedes mandarme, enviame, envieme, envienme, necesito, necesitamos, ocupo, comprar, quiero comprar, pedir, quiero pedir, quisiera pedir, puedo pedir, me gustaria, me llevo, me llevaria, encargar, ordenar, traeme, traigame, me traes, me trae, regalame, me regalas, me vendes, vendeme, apuntame, separame,
    quero, kero, queria, queriamos, gostaria de, gostaria, me ve, me veja, ve ai, vou querer, vou levar, vou pedir, me manda, mande, manda, me envia, envia, envie, preciso de, preciso, precisamos, comprar, encomendar, pedir, posso pedir, me da, pode mandar, pode me mandar, pode enviar, pode me ver, me ve ai, separa, anota,
    je veux, je voudrais, jaimerais, je souhaite, je prends, je vais prendre, je prendrai, on prend, on voudrait, nous voudrions, donnez moi, donne moi, il me faut, il me faudrait, il nous faut, envoyez moi, envoie moi, envoyez, mettez moi, mets moi, commander, je commande, acheter, jachete, jai besoin de, jai besoin d, puis je avoir, pouvez vous menvoyer, pouvez vous me mettre, je peux avoir, jveux, jvoudrais, jvx,
    chahiye, chaiye, chahie, chahiyen, bhejo, bhej do, bhejdo, bhej dena, bhejna, bhejiye, bhej dijiye, bhej dijie, de do, dedo, de dena, de dijiye, dijiye, dena, lena hai, lenge, lunga, lungi, le lunga, mangwana hai, mangwana, mangana hai, manga do, order karna hai, order kar do, order karo, order karna, kharidna hai, kharidna, chahte hain, chahta hu, chahti hu, mujhe chahiye, hume chahiye, lagao, pack kar do, pack karo, dila do, likh lo, likho`,
  /** Those of the words of wanting after which even an unknown word is a thing wanted. */
  buy: `want, wanna, i want, i need, need, id like, i would like, would like, ill have, ill take, i will take, i will have, ill order, let me get, lets get, can i get, can i have, can i order, can i buy, could i get, could i have, could i order,
    may i have, may i get, buy, i want to buy, i want to order, want to order, want to buy, order, purchase, quiero, kiero, qiero, quisiera, querria, quiero comprar, quiero pedir, quisiera pedir, dame, deme, me das, me da, me pones, ponme, pongame, necesito, necesitamos, comprar, pedir, me gustaria, me llevo, encargar, vendeme,
    quero, kero, queria, gostaria de, vou querer, vou levar, preciso de, comprar, encomendar, me ve, je veux, je voudrais, jaimerais, je souhaite, je prends, je vais prendre, il me faut, commander, acheter, jveux, jvoudrais,
    chahiye, mujhe chahiye, lena hai, mangwana hai, order karna hai, kharidna hai`,
  /** "and another": one more of what there is, or one more thing. */
  another: `another, another one, one more, 1 more, one extra, otro, otra, otro mas, otra mas, uno mas, una mas, un outro, outro, outra, mais um, mais uma, um outro, uma outra, mais 1, un autre, une autre, encore un, encore une, un de plus, une de plus, ek aur, ek or, 1 aur`,
  /** "2 more". */
  more: `more, extra, additional, mas, adicionales, a mais, adicionais, mais, de plus, supplementaires, encore, aur`,
  add: `add, also, plus, as well, along with, add on, and also, tambien, ademas, agrega, agregale, agregame, agreguen, agregar, anade, anademe, anadir, anadele, sumale, suma, sumame, incluye, y tambien, ponle,
    tambem, adiciona, adicione, adicionar, acrescenta, acrescente, coloca, coloque, inclui, inclua, bota, poe, e tambem,
    aussi, ajoute, ajoutez, ajouter, rajoute, rajoutez, rajouter, et aussi, egalement, mets aussi,
    bhi, aur bhi, add karo, add kar do, jod do, saath me, saath mein, sath me, daal do, dal do`,
  /** Takes something out, or says it is not wanted. */
  remove: `remove, drop, delete, take out, take off, take away, scratch, strike, skip, leave out, leave off, lose, minus, forget, forget about, exclude, get rid of, cross out, cancel, cancel the, no more, no longer need, no longer want,
    dont want, do not want, dont need, do not need, dont send, do not send, dont add, dont include, dont put, didnt want, didnt ask for, no need for, no need of, not need, without, hold the, minus the, ditch, except, dont like, off, less, moins, kam karo,
    quita, quitar, quite, quitame, quiteme, quitale, quitalo, quitala, elimina, eliminar, eliminame, saca, sacar, saque, sacame, sacalo, sacala, borra, borrar, retira, retirar, cancela, cancelar, cancele, cancelame, olvida, olvidate de, menos, sin, ya no quiero, no quiero, no necesito, ya no necesito, no me mandes, no me envies, no mandes, no envies, no agregues, no pongas, no me pongas, excepto,
    tira, tirar, tire, remove, remover, remova, retira, retire, retirar, exclui, excluir, cancela, cancelar, cancele, esquece, esqueca, sem, nao quero, nao quero mais, nao preciso, nao preciso mais, nao manda, nao mande, nao precisa, nao coloca,
    enleve, enlevez, enlever, retire, retirez, retirer, supprime, supprimez, supprimer, annule, annulez, annuler, oublie, oubliez, sans, je ne veux pas, je ne veux plus, je veux pas, je veux plus, jveux plus, jveux pas, pas besoin, pas besoin de, plus besoin de, ne mettez pas, ne mets pas, sauf,
    hata do, hatado, hatao, hata dijiye, hata dena, hatana, hata, nikal do, nikaldo, nikalo, nikal dena, mat bhejo, mat bhejna, mat dena, mat dalna, mat karo, nahi chahiye, nahin chahiye, nai chahiye, nahi chaiye, ni chahiye, nahi bhejna, nahi lena, cancel karo, cancel kar do, cancel kardo, cancel kar, rehne do, rehne dijiye, chhod do, chod do, ke bina, bina, remove karo, remove kar do`,
  /** "not the orange one". */
  not: `not, not the, not a, no the, pas, pas le, pas la, pas de, non pas`,
  /** Alone it corrects, before a thing it takes it out. */
  no: `no, nope, nah, non, nao, nahi, nahin, nai, nhi, na na`,
  /** What follows replaces what was said. */
  correct: `no wait, wait, wait no, sorry, sry, soz, oops, ooops, whoops, oh, ah, my bad, my mistake, correction, i meant, i mean, meant, i meant to say, rather, or rather, better, make it, make that, make them, make those, make the, actually, scratch that, strike that, hold on, on second thought, on second thoughts, let it be, should be, it should be, supposed to be, change it to, change that to, change to, change them to, changed my mind, hmm, hm, err, erm, no no, no sorry, no make it, no make that, better make it, better make that, up it to, bump it to, set it to, i said, instead,
    no mejor, mejor, mejor dicho, perdon, perdona, disculpa, disculpe, lo siento, digo, quise decir, queria decir, me equivoque, que sean, que sea, mas bien, espera, espere, corrijo, en realidad, cambialo a, cambiala a, cambialos a, cambia a, cambialo por, hazlo, hazlos, haz que sean, no espera, ups, uy, perdon no, pensandolo bien, ponle mejor, dejalo en, dejala en, dejalos en,
    melhor, desculpa, desculpe, alias, quis dizer, quero dizer, digo, que seja, que sejam, na verdade, espera, espere, pera, perai, opa, ops, troca para, troca pra, muda para, muda pra, mude para, troque para, faz, pensando bem, melhor dizendo, coloca melhor, deixa, corrigindo, me enganei, errei,
    plutot, pardon, desole, desolee, je voulais dire, je veux dire, en fait, attends, attendez, mettez en, mets en, mettez en plutot, finalement, oups, correction, non attends, je me suis trompe, changez en, change en, non plutot, euh, a la reflexion, passez a, passe a, disons,
    arre, are nahi, balki, matlab, mera matlab, ruko, ruk, ruko zara, galti se, galat, kar do, kardo, kar dijiye, kar dena, karo, badal do, badal ke, ki bajaye, nahi nahi, sorry nahi, accha nahi, asal me, isko, usko`,
  /** "X instead of Y". */
  insteadOf: `instead of, in place of, rather than, not the usual, en vez de, en lugar de, en vez del, en lugar del, em vez de, ao inves de, no lugar de, no lugar da, no lugar do, au lieu de, au lieu du, a la place de, a la place du, ki jagah, ke badle, ke bajaye, ki bajay, ke jagah`,
  /** "swap X for Y", "change the size to L". */
  swap: `swap, swap the, replace, change, switch, exchange, cambia, cambiar, cambie, cambiame, cambieme, cambio, reemplaza, reemplazar, sustituye, troca, trocar, troque, muda, mudar, mude, substitui, substituir, substitua, remplace, remplacez, remplacer, changer, changez, echange, echangez, badlo, badal, badalna, badal dijiye, badli`,
  /** Between what goes and what comes in a swap. */
  into: `to, for, with, by, into, por, a, para, pra, par, pour, contre, en, avec, se, ko, ka`,
  /** Says the number is meant as it is; changes nothing. */
  only: `only, just, solo, solamente, nomas, nada mas, somente, apenas, seulement, juste, sirf, keval`,
  or: `or, ou, ya phir, ya`,
  /** What is said holds for everything in the message. */
  all: `all, all of them, all in, everything, every one, everyone, both, both in, both of them, todo, todos, todas, todo en, todos en, ambos, ambas, los dos, las dos, tudo, tudo em, todos em, os dois, as duas, tout, tous, toutes, tout en, tous en, les deux, sab, sabhi, sab kuch, dono`,
  each: `each, of each, each of, apiece, per item, cada, cada uno, cada una, de cada, de cada uno, de cada una, c u, cada um, cada uma, de cada um, chacun, chacune, de chaque, de chacun, har ek, sab ka, dono ka`,
  /** Ends the order: "that's all". Read before `all`, means nothing more. */
  done: `thats all, that is all, thats it, that will be all, all good, all set, nothing else, eso es todo, seria todo, es todo, nada mas gracias, so isso, e so isso, e isso, mais nada, cest tout, ce sera tout, rien dautre, bas itna hi, itna hi, bas, thats everything`,
  cancel: `cancel, cancel it, cancel that, cancel this, cancel order, cancel my order, cancel the order, cancel the whole order, cancel everything, cancel all, cancel the lot, forget it, forget everything, never mind, nevermind, nvm, start over, start again, empty my cart, empty the cart, empty cart, clear cart, clear my cart, clear the cart, clear everything, remove everything, remove all, delete everything, scrap it, scrap that, dont want anything, dont want it anymore, i changed my mind, no longer want it,
    cancela, cancelar, cancelalo, cancelala, cancela todo, cancelar todo, cancela el pedido, cancelar el pedido, cancela mi pedido, cancelar pedido, cancelo, anula el pedido, anular, anulalo, olvidalo, dejalo, dejalo asi, ya no quiero nada, no quiero nada, borra todo, quita todo, vacia el carrito, vaciar carrito, empezar de nuevo, ya no,
    cancela tudo, cancelar tudo, cancela o pedido, cancelar o pedido, cancela meu pedido, esquece, esquece tudo, deixa pra la, deixa para la, nao quero mais nada, nao quero nada, tira tudo, remove tudo, limpa o carrinho, esvazia o carrinho, comecar de novo, desisto,
    annule, annulez, annuler, annule tout, annulez tout, annule la commande, annulez la commande, annuler la commande, annuler ma commande, annulez ma commande, laisse tomber, laissez tomber, oublie, oubliez, oublie tout, je ne veux plus rien, je veux plus rien, vide le panier, videz le panier, supprime tout, enleve tout, recommencer,
    cancel karo, cancel kar do, cancel kardo, order cancel karo, order cancel kar do, order cancel, sab cancel, sab cancel karo, sab cancel kar do, sab hata do, sab hatao, kuch nahi chahiye, kuch nhi chahiye, rehne do, rehne dijiye, chhodo, chodo, chhod do, jaane do, nahi chahiye ab`,
  /** Stands for a thing already named: "the red one". */
  one: `one, ones, uno rojo, wala, wali, wale, vala, vali`,
  it: `it, them, those, these, that one, this one, ese, esa, esos, esas, esse, celui, celle, ceux, celles, ca, same, the same, el mismo, la misma, lo mismo, o mesmo, a mesma, le meme, la meme, wahi, same to same`,
  /** The name of an option: "size L", "talla 41". */
  slot: `size, sizes, sz, waist, colour, color, flavour, flavor, length, width, weight, type, number, scent, variant, model, talla, tallas, tamano, numero, color, colores, sabor, largo, peso, tipo, modelo, aroma, olor, cintura, numeracion, tamanho, tam, cor, cores, tipo, cheiro, comprimento, taille, pointure, couleur, gout, parfum, longueur, poids, modele, rang, rangh, saiz, naap, wazan, swad, number`,
} as const;

export type OrderCue = keyof typeof ORDER_CUES;

/** Join two wants, as a comma does. `y`, `e` and `aur` also occur inside product names, which are looked for first. */
export const CONNECTORS = new Set('and n nd plus then y e et puis aur und dan amp &'.split(' '));
