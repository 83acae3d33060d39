/**
 * Groups of words that say about the same when somebody answers a shop, in English, Spanish, Portuguese, French and
 * Hindi in Latin letters together. As `tokensOf` returns words, without apostrophes.
 */
export const REPLY_WORDS: Record<string, string> = {
  keen: 'interested, interesting, interests, curious, keen, tell me more, more info, more information, details, brochure, me interesa, interesa, mas informacion, cuentame, me gusta, me encanta, tenho interesse, interesse, me conta, mais informacoes, gostei, adorei, interessee, interesse, en savoir plus, dites, jaime, jadore, batao, jankari, pasand, dikhao, love it, like it, sounds good, looks good',
  refusal:
    'not interested, no thanks, no thank you, no need, dont need, dont want, pass, skip, no gracias, no me interesa, no quiero, no necesito, paso, nao quero, nao preciso, sem interesse, obrigado nao, non merci, pas interesse, pas besoin, nahi chahiye, rehne do, zarurat nahi, interest nahi, nahi lena, already have, ya tengo, ja tenho, deja un',
  enough:
    'stop, unsubscribe, remove, delete, opt out, take me off, no more, dont message, block, spam, list, leave me, baja, quitenme, borren, no me escriban, dejen, basta, no mas, lista, eliminen, bloquear, pare, parem, sair, chega, me tira, apaga, descadastrar, remover, retirez, desinscrire, arretez, supprimez, plus de, desabonner, liste, mat bhejo, band karo, hatao, delete karo, pareshan, mat karo, bas karo',
  away: 'out of office, away, vacation, holiday, leave, travelling, abroad, back on, return, until, closed, unavailable, offline, vacaciones, fuera de la oficina, vuelvo, regreso, viaje, cerrado, cerrados, ferias, fora do escritorio, volto, viajando, fechado, fechados, conge, absent, de retour, voyage, ferme, fermes, chutti, bahar, safar, aaunga, band hai',
  busy: 'busy, meeting, driving, cant talk, in a call, at work, in class, later, call you, text you, sleeping, ocupado, reunion, manejando, no puedo hablar, trabajo, luego, mas tarde, en clase, durmiendo, reuniao, dirigindo, nao posso falar, trabalho, depois, na aula, dormindo, occupe, conduis, travail, plus tard, je dors, en cours, meeting me, gaadi, kaam pe, baad me, so raha',
  automatic:
    'automatic, automated, auto reply, autoreply, we will get back, reply soon, thank you for contacting, thanks for contacting, received your message, office hours, respuesta automatica, gracias por escribirnos, responderemos, resposta automatica, obrigado pelo contato, reponse automatique, merci de votre message, jald reply, jaldi jawab',
  harm: 'broken, broke, damaged, defective, doesnt work, stopped working, torn, scratched, cracked, cold, expired, roto, rota, dañado, danado, no sirve, quebrado, estragado, nao funciona, defeito, casse, abime, ne marche pas, froid, toota, tuta, kharab, toot',
  anger:
    'worst, terrible, awful, bad, rude, disappointed, pathetic, unacceptable, never again, cheated, fraud, complaint, complain, pesimo, pesima, horrible, malo, mala, decepcion, estafa, queja, pessimo, horrivel, decepcionada, golpe, reclamar, nul, mauvais, decue, arnaque, honte, reclamation, bekar, ghatiya, bura, dhokha, chor, complaint karni',
  owed: 'refund, money back, charged, overcharged, charged twice, still waiting, reembolso, devuelvan, cobraron, esperando, dinheiro de volta, cobraram, cobrado, remboursement, rembourse, debite, jattends, refund, paise wapas, paise kat, wait kar',
  take: 'i want, ill take, order, buy, buying, purchase, book, reserve, take two, one for me, quiero, me llevo, comprar, compro, pedir, reservame, apartame, anotame, deme, vou levar, quero, vou comprar, separa, reserva, me ve, je prends, jen prends, jachete, commander, reservez, je veux, lunga, khareedna, chahiye, order karna, le lunga, book karo',
  paying:
    'pay, paid, payment, card, transfer, invoice, checkout, pago, pagar, transferencia, pague, pix, pagamento, paguei, payer, paye, paiement, virement, payment, paise, bheju, upi',
  hello:
    'hi, hello, hey, good morning, good evening, good afternoon, hola, buenos dias, buenas, buenas tardes, buenas noches, oi, ola, bom dia, boa tarde, boa noite, bonjour, bonsoir, salut, coucou, namaste, namaskar, ram ram, salaam',
  thanks: 'thanks, thank you, thx, gracias, obrigado, obrigada, valeu, merci, dhanyavad, shukriya',
  laugh: 'haha, hahaha, lol, lmao, jaja, jajaja, kkk, kkkk, mdr, hehe',
  asking:
    'what, when, where, which, who, how, is it, do you, does it, can i, que, cual, cuando, donde, quien, como, tienen, hay, qual, quando, onde, quem, tem, quel, quelle, quand, ou, qui, comment, avez vous, est ce, kya, kab, kahan, kaun, kaise, kaunsa',
  person:
    'human, person, agent, someone, operator, manager, representative, humano, persona, asesor, agente, encargado, pessoa, atendente, gerente, alguem, conseiller, personne, quelquun, responsable, insaan, aadmi, baat karni, baat karao',
  recommend:
    'recommend, suggest, best, better, which one, advice, recomiendas, recomienda, mejor, cual me, indica, melhor, recomenda, conseillez, mieux, meilleur, accha, better hai, kaunsa accha',
  material:
    'material, made of, fabric, cotton, leather, ingredients, battery, weight, specs, de que, ingredientes, bateria, pesa, cuero, tecido, couro, bateria, matiere, cuir, batterie, ingredients, kapda, leather, isme kya',
  stock:
    'stock, in stock, available, sold out, left, still have, back in, disponible, agotado, queda, quedan, disponivel, esgotou, ainda tem, sobrou, dispo, epuise, il reste, reste, bacha, khatam, available hai',
  show: 'show me, looking for, do you have, have you got, see your, catalogue, menu, pictures, photos, busco, tienen, muestrame, quiero ver, catalogo, fotos, procurando, tem, mostra, quero ver, cardapio, je cherche, avez vous, montrez, voir, carte, dikhao, chahiye, hai kya, milega, photo bhejo',
};
