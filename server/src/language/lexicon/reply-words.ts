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
  weather:
    'weather, rain, raining, snow, snowing, sunny, storm, cloudy, hot today, cold today, llueve, lloviendo, lluvia, clima, nieve, frio, calor, chove, chovendo, chuva, choveu, tempo la fora, meteo, pleut, pluie, neige, fait chaud, fait froid, barish, baarish, mausam, thand, garmi, dhoop',
  kin: 'mom, mum, dad, mother, father, sister, brother, son, daughter, wife, husband, baby, honey, babe, love you, mama, papa, madre, padre, hermano, hermana, hijo, hija, esposo, abuela, tia, tio, mi amor, mae, pai, irmao, irma, filho, filha, marido, esposa, avo, meu amor, maman, frere, soeur, fils, fille, mari, femme, mamie, mon coeur, cherie, mummy, maa, bhaiya, didi, beta, beti, dadi, nani, chacha, mausi, biwi, pati',
  play: 'match, game, goal, football, cricket, score, team, player, penalty, league, song, movie, film, series, episode, partido, gol, futbol, jugador, equipo, cancion, pelicula, jogo, futebol, jogador, time, musica, filme, novela, foot, joueur, equipe, but, chanson, serie, khel, khiladi, gaana, wicket, team jeet',
  study:
    'homework, exam, class, teacher, school, lesson, notes, maths, history, university, tarea, examen, clase, profe, profesor, escuela, colegio, apuntes, prova, aula, escola, faculdade, trabalho de, licao, devoirs, controle, prof, ecole, lycee, cours de, padhai, pariksha, school, paper, assignment',
  ailing:
    'headache, sick, fever, hurts, doctor, hospital, tired, sleepy, hungry, bored, dolor, duele, fiebre, enfermo, medico, cansado, cansada, sueno, hambre, aburrido, aburrida, dor de, febre, doente, cansado, sono, fome, entediado, malade, fievre, mal a la, mal au, fatigue, fatiguee, sommeil, faim, ennuie, bukhar, dard, bimar, thak, neend, bhookh, bore',
  riddles:
    'capital of, president, joke, meaning of life, translate, calculate, how tall, how far, planet, who invented, who is, recipe, how many legs, capital de, presidente, chiste, traduce, traducir, planeta, quien invento, receta, piada, traduz, sentido da vida, quem inventou, receita, capitale, blague, traduis, traduire, recette, qui a invente, rajdhani, pradhan mantri, chutkula, matlab kya, duniya',
  mistaken:
    'wrong number, wrong person, who is this, who are you, dont know you, do i know you, new phone, not me, numero equivocado, quien eres, quien es, no te conozco, no soy, se equivoco, numero errado, quem e voce, quem e, engano, nao te conheco, nao sou, mauvais numero, trompe de numero, qui es tu, cest qui, connais pas, je suis pas, galat number, kaun ho, kaun bol, kaun hai, pehchana nahi',
  minding:
    'ok, okay, sure, noted, got it, no worries, no problem, never mind, fine, cool, alright, vale, listo, entendido, no te preocupes, no pasa nada, de nada, ta bom, beleza, tudo certo, de boa, sem problema, de nada, imagina, daccord, entendu, pas de souci, pas grave, de rien, ca marche, theek hai, thik hai, accha, koi baat nahi, haan thik, samajh gaya',
  haggle:
    'cheaper, lower, best price, last price, final price, discount, deal, too much, budget, quote, quotation, estimate, ballpark, per piece, per person, wholesale price, mas barato, rebaja, rebaje, menos, ultimo precio, presupuesto, cotizacion, por unidad, por persona, descuento, mais barato, desconto, abaixa, faz por, ultimo preco, orcamento, por pessoa, cada, moins cher, remise, dernier prix, devis, budget, a lunite, par personne, gratuit, payant, kam karo, kam se kam, last rate, sasta, discount, quotation, ek piece',
  unheard:
    'no reply, nobody replies, no answer, ignored, never answered, dont answer, no one, nadie contesta, no contestan, no responden, ignoran, dejan en visto, ninguem responde, nao respondem, ignoram, vacuo, personne ne repond, ne repondez, repondez pas, aucune reponse, jawab nahi, koi nahi sunta, phone nahi uthate, reply nahi',
  short:
    'missing, wrong item, wrong order, late, delayed, never arrived, not arrived, still waiting, didnt arrive, incomplete, falta, faltan, equivocado, tarde, retraso, no llego, no ha llegado, incompleto, faltou, faltando, errado, atrasado, atraso, nao chegou, incompleto, manque, mauvais article, en retard, retard, pas arrive, pas recu, incomplet, kam nikla, galat, late, deri, nahi aaya, nahi mila, adhoora',
};
