/**
 * Phrases that speak for what a customer is after: intent, and phrases by how loud they speak (3 alone decides, 1
 * needs company). Folded, comma between phrases; English, Spanish, Portuguese, French and Hindi in Latin letters
 * together. A phrase may be listed under several intents.
 */
export const INTENT_WORDS: Record<string, Partial<Record<1 | 2 | 3, string>>> = {
  order_status: {
    3: `where is my order, wheres my order, where is my package, where is my parcel, where is my delivery, order status, status of my order, track my order, track order, track my, tracking number, tracking link, track package, has my order, has my parcel, my order shipped, been shipped, been dispatched, where is my stuff, check my order, check order, order update, update on my order,
      donde esta mi pedido, donde esta mi orden, estado de mi pedido, estado del pedido, rastrear mi pedido, rastrear pedido, rastreo, seguimiento, mi pedido no ha llegado, no ha llegado mi pedido, como va mi pedido, ya salio mi pedido, que paso con mi pedido,
      onde esta meu pedido, onde esta minha encomenda, cade meu pedido, cade minha encomenda, status do pedido, status do meu pedido, rastrear pedido, rastreio, meu pedido nao chegou, como esta meu pedido,
      ou est ma commande, ou est mon colis, statut de ma commande, suivi de ma commande, suivre ma commande, suivi, ou en est ma commande, mon colis,
      mera order kahan hai, mera order kahan, order kahan hai, order ka status, order kahan pahuncha, mera parcel, mera saman kahan, order track`,
    2: `track, tracking, my parcel, my package, my shipment, shipped, dispatched, courier, out for delivery, hasnt arrived, not arrived, not received, didnt receive, went through, no confirmation, confirmation, expedite, mi paquete, mi envio, meu pacote, minha entrega, ma livraison, nahi aaya, nahi mila, abhi tak nahi, mera order, mi pedido, meu pedido, ma commande, my order`,
    1: 'status, order, parcel, package, pedido, orden, encomenda, commande, colis, delivered, yesterday, i ordered',
  },
  delivery_date: {
    3: `when will my order arrive, when will it arrive, when will my package arrive, when does my order arrive, when will my order, delivery date, delivery dates, expected delivery, arrival date, when is my delivery, when will i get my order, eta, when will i receive, when will my, when is my order coming,
      cuando llega mi pedido, cuando llegara, fecha de entrega, cuando me llega, cuando lo recibo, cuando llega, quando chega meu pedido, quando chega, data de entrega, quando vai chegar, quand arrive ma commande, date de livraison, quand vais je recevoir, quand est ce que ca arrive,
      order kab aayega, kab aayega, kab milega, kab tak aayega, delivery kab, mera order kab`,
    1: 'when, arrive, arrives, arriving, cuando, quando, quand, kab, delivery, entrega, livraison',
  },
  order_history: {
    3: `order history, my orders, my past orders, previous orders, recent orders, list my orders, last orders, my last orders, all my orders, orders i made, what did i order, show my orders, historial de pedidos, mis pedidos, pedidos anteriores, pedidos recientes, meus pedidos, historico de pedidos, pedidos anteriores, mes commandes, historique des commandes, commandes precedentes, mere order, purane order, mere sare order`,
    1: 'history, historial, historico, historique, recent, previous, past',
  },
  cancel_order: {
    3: `cancel my order, cancel order, cancel the order, cancel this order, want to cancel, i want to cancel, cancel my purchase, cancel it, need to cancel, cancelar mi pedido, cancelar el pedido, cancela mi pedido, cancelar pedido, quiero cancelar, anular mi pedido, anular el pedido, cancelar meu pedido, cancelar o pedido, cancela meu pedido, quero cancelar, annuler ma commande, annuler la commande, annulez ma commande, je veux annuler, order cancel, order cancel karo, order cancel kar do, cancel kar do, cancel karna hai`,
    2: 'cancel, cancelar, cancela, anular, annuler, annulez, call off, dont want it anymore, no longer want',
  },
  change_order: {
    3: `change my order, change the order, modify my order, modify order, edit my order, change delivery address, change the address, change the size on my order, add to my order, add one more to my order, remove from my order, update my order, reorder, repeat my last order, repeat my order, order again, same order again, make it two, cambiar mi pedido, modificar mi pedido, cambiar la direccion, agregar a mi pedido, repetir mi pedido, mudar meu pedido, alterar meu pedido, alterar o endereco, repetir meu pedido, modifier ma commande, changer ma commande, changer l adresse, order change karna, address change karna, order badalna`,
    1: 'change, modify, add, remove, cambiar, modificar, agregar, mudar, alterar, adicionar, modifier, changer, ajouter, badal',
  },
  order: {
    3: `i want to order, i want to buy, want to buy, want to order, id like to order, i would like to order, id like to buy, place an order, order now, make an order, put in an order, ill take, ill have, i will take, buy now, checkout, check out my cart, i want to place, i need to order, can i order, can i buy, sign me up, put me down,
      quiero comprar, quiero pedir, quiero ordenar, hacer un pedido, me llevo, quisiera comprar, quisiera pedir, comprar, quero comprar, quero pedir, fazer um pedido, gostaria de comprar, vou levar, vou querer, je veux commander, je voudrais commander, je veux acheter, passer une commande, je prends, order karna hai, kharidna hai, lena hai, mangwana hai, order dena hai, bhej do, bhejo`,
    2: 'buy, order, purchase, checkout, cart, add to cart, i want the, i need, i want, give me, quiero, dame, pedir, ordenar, quero, manda, je veux, je voudrais, commander, acheter, chahiye, dedo, de do',
    1: 'please, pieces, pcs, boxes, size, dozen, dos, uno, una, duas, deux, trois, add, one more',
  },
  product_question: {
    3: `do you have this, do you have, do you sell, do u have, have you got, in stock, is it available, is this available, what sizes, what colours, what colors, what flavours, which sizes, which colours, which colors, price of the, price of, how much is the, how much are the, difference between, recommend, any recommendations, looking for a, looking for, made of, is the leather, compatible with, run small, run large, suggestions, does it come, come in, comes in, come with, version available, specs of, pics of, pictures of, photos of, vegan options, cheaper options, best camera, anything under,
      tienen, tienes, tendran, venden, hay en, que tallas, que colores, en que colores, precio del, precio de la, precio de, cuanto cuesta el, cuanto cuesta la, cuanto vale el, cuanto vale la, disponible en, me recomiendas, recomienda, busco, estoy buscando,
      voces tem, voce tem, vcs tem, tem esse, tem essa, tem o, tem a, tem em, vendem, quais tamanhos, quais cores, preco do, preco da, quanto custa o, quanto custa a, procuro, estou procurando, recomenda, no tamanho,
      vous avez, avez vous, vendez vous, quelles tailles, quelles couleurs, prix du, prix de la, combien coute le, combien coute la, je cherche, recommandez, ce modele, en bleu, en noir,
      milega kya, hai kya, available hai kya, kitne ka hai, kitne ki hai, kaun sa size, kaunse size, kaunse rang, rang me, rang mein, dikhao, stock me hai`,
    2: 'available, availability, stock, size, sizes, colour, color, colours, colors, flavour, price, cost, how much, cheaper, warranty on, material, waterproof, quality, original, talla, color, sabor, precio, cuanto cuesta, cuanto vale, tamanho, cor, preco, quanto custa, taille, couleur, prix, combien, rang, daam, rate, milega, milta, is the, does the, gift for, does it, do these, need a, need an, show me, send me pics, which phone, what flavors',
    1: 'shirt, shoes, dress, bag, phone, laptop, jeans, hoodie, jacket, zapatos, vestido, camisa, ropa, chaussures, robe, kapde, joote, how many, this, esse, esta',
  },
  browse: {
    3: 'catalogue, catalog, show me your products, what do you sell, what products, product list, price list, show me the menu, see the menu, new arrivals, whats new, see products, browse, shop now, your collection, the collection, what do you have, show products, catalogo, ver productos, que venden, que tienen, muestrame los productos, lista de precios, novedades, ver catalogo, ver produtos, o que voces vendem, lista de precos, novidades, mostrar produtos, voir les produits, que vendez vous, vos produits, nouveautes, kya kya hai, kya bechte ho, saman dikhao, list bhejo, catalogue bhejo, naya kya hai',
    2: 'products, productos, produtos, produits, show me your, show me, collection, offers, ver, mostrar, muestrame, me mostra, montrez moi, dikhao',
  },
  report_defect: {
    3: `report a defect, report defect, defective, it is broken, its broken, came broken, arrived broken, arrived damaged, came damaged, damaged, item is damaged, faulty, stopped working, not working, doesnt work, does not work, wrong size again, sent the wrong, got the wrong, wrong item, missing item, missing an item, is missing, broke after, cracked, torn, has a hole, leaking, defect,
      reportar un defecto, defecto, defectuoso, defectuosa, llego roto, llego rota, esta roto, esta rota, vino roto, llego danado, danado, danada, no funciona, no sirve, dejo de funcionar, llego incompleto, falta un, equivocado,
      com defeito, defeito, defeituoso, chegou quebrado, chegou quebrada, veio quebrado, veio com defeito, quebrou, esta quebrado, nao funciona, parou de funcionar, veio errado, faltando,
      defaut, defectueux, defectueuse, arrive casse, arrivee cassee, casse, cassee, abime, abimee, ne marche pas, ne fonctionne pas, mauvais article, il manque,
      toota hua, toot gaya, tuta hua, kharab aaya, kharab nikla, kharab hai, kaam nahi kar raha, nahi chal raha, galat saman, galat aaya, phata hua`,
    2: 'broken, broke, damage, damages, ripped, problem with, issue with, scratch, scratched, stain, roto, rota, quebrado, quebrada, kharab, toota',
  },
  complaint: {
    3: `worst service, terrible service, bad service, poor service, very disappointed, disappointed, unacceptable, want a refund, i want a refund, refund now, want my money back, money back, i want my money, charged me twice, charged twice, overcharged, never buying, never again, pathetic, scam, cheated, fraud, rude, nobody answers, no one answers, no reply, still no reply, still waiting, been waiting, i complained, complaint, complain, make a complaint, angry, ridiculous, awful, horrible,
      pesimo servicio, mal servicio, muy mal, quiero un reembolso, quiero mi dinero, devuelvan mi dinero, me cobraron dos veces, nadie responde, nadie contesta, queja, reclamo, estafa, decepcionado, decepcionada, enojado, enojada, inaceptable,
      pessimo atendimento, pessimo, quero reembolso, quero meu dinheiro, cobraram duas vezes, ninguem responde, reclamacao, reclamar, golpe, decepcionado, absurdo, inaceitavel,
      service nul, tres decu, decue, inadmissible, inacceptable, je veux un remboursement, remboursez moi, debite deux fois, personne ne repond, reclamation, arnaque, honteux,
      bahut kharab service, bekar service, paisa wapas, paise wapas, refund chahiye, koi jawab nahi, shikayat, dhoka, bakwas, gussa`,
    2: 'refund, bad, worst, terrible, cold and stale, late again, fed up, reembolso, molesto, horrible, ruim, remboursement, nul, kharab',
  },
  production_schedule: {
    3: `production schedule, production plan, todays production, production today, this weeks production, production this week, production status, what is being produced, lines running, production lines, line status, quality rate, schedule for today, schedule this week, todays schedule, weekly schedule, programa de produccion, plan de produccion, produccion de hoy, produccion de esta semana, estado de produccion, lineas de produccion, lineas activas, cronograma, programacao de producao, plano de producao, producao de hoje, producao da semana, linhas de producao, planning de production, production du jour, production de la semaine, lignes de production, aaj ka production, production kya hai`,
    2: 'production, schedule, produccion, producao, lines, quality percent',
  },
  faq: {
    3: `opening hours, what time do you open, what time do you close, are you open, when do you open, when do you close, business hours, return policy, refund policy, exchange policy, payment methods, how can i pay, can i pay, do you accept, accept cards, accept card, where are you located, where are you, your address, your location, delivery charge, delivery charges, delivery fee, shipping cost, shipping fee, do you deliver, do you ship, how long does delivery, how many days for delivery, how long do refunds, warranty, is there a warranty, loyalty program, gift cards, gift card, parking, minimum order, create an account, reset my password, pick up from, pickup from, public holidays, bulk orders, installments, cash on delivery, cod available, installation free, couriers do you use, safe to pay, phone number, exchange without,
      horario, horarios, a que hora abren, a que hora cierran, estan abiertos, politica de devolucion, politica de cambios, formas de pago, metodos de pago, puedo pagar, aceptan tarjeta, aceptan, donde estan, donde quedan, donde se ubican, hacen envios, envian a, costo de envio, cuanto cuesta el envio, cuanto tarda el envio, garantia, estacionamiento, tarjeta de regalo, pedido minimo,
      que horas abre, que horas fecha, horario de funcionamento, estao abertos, politica de troca, formas de pagamento, posso pagar, aceitam pix, aceitam cartao, voces aceitam, onde ficam, onde voces ficam, qual o endereco, fazem entrega, entregam em, tem entrega, valor do frete, frete, quanto custa o frete, prazo de entrega, estacionamento,
      horaires, vous ouvrez, vous fermez, etes vous ouverts, vous etes ouverts, politique de retour, moyens de paiement, puis je payer, acceptez vous, vous acceptez, ou etes vous, ou se trouve, livrez vous, vous livrez, frais de livraison, delai de livraison, carte cadeau,
      kitne baje khulta, kitne baje band, dukan kab, khule ho, payment kaise, cod milega, cod available, delivery charge, delivery karte ho, address kya hai, kahan hai dukan, wapas kar sakte, return kaise`,
    2: 'hours, policy, located, location, accept, deliver to, ship to, shipping, delivery, pay, payment, installments, discount, store, account, password, holiday, pago, envio, tienda, entrega, loja, pagamento, livraison, paiement, magasin, dukan, payment, how do i, how can i, can i, do you offer, is it safe',
    1: 'how long, how many days, policy, cuanto tarda, quanto tempo, combien de temps, kitne din, what is your, whats your',
  },
  human: {
    3: `talk to a human, talk to a person, speak to a human, speak to a person, speak to someone, talk to someone, talk to somebody, real person, human please, agent please, speak to an agent, talk to an agent, customer service, customer support, operator, representative, live agent, human agent, call me, can someone call me, speak with, talk with a human, manager,
      hablar con una persona, hablar con alguien, hablar con un agente, hablar con un asesor, asesor, agente, persona real, un humano, operador, atencion al cliente, llamenme, me pueden llamar, hablar con un humano,
      falar com uma pessoa, falar com alguem, falar com um atendente, atendente, pessoa real, um humano, me liga, me liguem, falar com humano,
      parler a quelqu un, parler a quelquun, parler a une personne, parler a un conseiller, parler a un humain, un conseiller, service client, appelez moi, un humain,
      kisi se baat, insaan se baat, kisi insaan se, customer care, agent se baat, baat karni hai, call karo mujhe, mujhe call karo`,
    2: 'human, agent, person, someone, humano, humana, persona, pessoa, humain, quelquun, insaan',
  },
  greeting: {
    3: 'hi, hii, hello, helloo, hey, heya, hiya, yo, good morning, good afternoon, good evening, greetings, hi there, hello there, hey there, howdy, hola, holi, buenos dias, buenas tardes, buenas noches, buenas, que tal, oi, ola, bom dia, boa tarde, boa noite, e ai, opa, bonjour, bonsoir, salut, coucou, namaste, namaskar, salaam, salam, assalamualaikum, ram ram, sat sri akal, hallo, ciao, halo, hi dear, hi team, hello team',
    2: 'how are you, how are you doing, whats up, sup, como estas, como esta, tudo bem, como vai, ca va, comment allez vous, kaise ho, kaise hain, kya haal, sir, team',
  },
  thanks: {
    3: 'thanks, thank you, thankyou, thank u, thx, ty, tks, thanks a lot, many thanks, cheers, much appreciated, appreciate it, gracias, muchas gracias, mil gracias, te agradezco, obrigado, obrigada, obg, valeu, muito obrigado, merci, merci beaucoup, mille mercis, shukriya, dhanyavad, dhanyawad, bahut shukriya, great service, youre awesome, you are awesome, awesome, well done, excelente servicio, great job',
  },
  goodbye: {
    3: 'bye, byee, goodbye, good bye, bye bye, see you, see ya, see you later, good night, take care, talk later, adios, chao, chau, hasta luego, nos vemos, tchau, ate logo, ate mais, au revoir, a bientot, bonne nuit, bonne journee, alvida, phir milenge, fir milenge, thats all, no thats all, that is all, eso es todo, so isso, cest tout, bas itna hi',
  },
  help: {
    3: 'help, help me, what can you do, how does this work, who are you, are you a bot, are you a robot, are you human, menu, options, start, ayuda, ayudame, que puedes hacer, quien eres, eres un bot, opciones, ajuda, me ajuda, o que voce faz, quem e voce, voce e um robo, opcoes, aide, aidez moi, que peux tu faire, qui es tu, es tu un robot, madad, madad karo, tum kaun ho, aap kaun ho, kya kar sakte ho',
  },
  opt_out: {
    3: 'stop, unsubscribe, unsub, opt out, remove me, stop messaging, stop sending, stop texting, dont message me, do not message me, no more messages, take me off, remove my number, delete my number, leave me alone, quit messaging, stop all, baja, darme de baja, dar de baja, no me escriban, no me escriban mas, dejen de escribirme, no mas mensajes, cancelar suscripcion, parar, sair da lista, descadastrar, me tira da lista, nao quero mais mensagens, parem de mandar, desabonner, desinscrire, arretez, arretez de m ecrire, plus de messages, stop messages, mat bhejo message, message mat bhejo, band karo, message mat karo',
  },
};
