/**
 * Groups of words that mean about the same when customers ask a shop something, in all languages together. A question
 * and an answer that use different words of a group still meet. Folded; a phrase may have up to three words.
 */
export const SUPPORT_WORDS: Record<string, string> = {
  hours:
    'hours, opening hours, opening times, open, opens, opened, close, closes, closed, closing, shut, business hours, timing, timings, schedule, what time, till what time, horario, horarios, abren, abierto, abierta, cierran, cerrado, a que hora, atienden, horas, aberto, aberta, abre, abrem, fecha, fecham, fechado, funcionamento, que horas, horaire, horaires, ouvert, ouverts, ouverte, ouvrez, ferme, fermes, fermez, quelle heure, khula, khuli, khulta, khulte, band, kitne baje, samay, timing kya',
  days: 'monday, tuesday, wednesday, thursday, friday, saturday, sunday, weekend, weekends, holiday, holidays, christmas, easter, bank holiday, public holiday, lunes, martes, miercoles, jueves, viernes, sabado, domingo, festivo, festivos, feriado, feriados, segunda, terca, quarta, quinta, sexta, lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, feries, jour ferie, somvar, itvaar, ravivar, chutti, days',
  place:
    'location, located, close by, nearby, near, address, where are you, where is your, directions, map, find you, store location, branch, branches, showroom, shop, ubicacion, ubicados, direccion, donde, tienda, sucursal, sucursales, como llegar, localizacao, endereco, onde, fica, ficam, loja, lojas, filial, adresse, situes, situe, ou etes vous, magasin, boutique, kahan, pata, dukan, address',
  delivery:
    'delivery, deliver, delivers, delivered, shipping, ship, ships, shipment, send, courier, post, postage, dispatch, home delivery, envio, envios, envian, entrega, entregas, entregan, despacho, domicilio, a domicilio, reparto, entregam, frete, correios, enviam, livraison, livrer, livrez, expedition, envoyez, port, bhejte, pahunchate, ghar pe',
  duration:
    'how long, how many days, how soon, how fast, how much time, days, duration, take, takes, when will, arrive, arrives, cuanto tarda, cuanto demora, cuantos dias, tarda, demora, plazo, tiempo, quanto tempo, quantos dias, prazo, demora, combien de temps, combien de jours, delai, delais, kitne din, kab tak, kitna time',
  money:
    'price, prices, cost, costs, how much, fee, fees, charge, charges, rate, rates, expensive, cheap, tariff, amount, precio, precios, cuesta, cuestan, cuanto cuesta, costo, coste, cuanto vale, tarifa, preco, precos, custa, custam, quanto custa, valor, taxa, prix, combien, coute, tarif, tarifs, frais, kitne, kitna, daam, kimat, rate',
  payment:
    'pay, payment, payments, paying, card, cards, credit card, debit card, cash, cod, cash on delivery, paypal, apple pay, google pay, bank transfer, transfer, upi, pix, invoice, instalment, installments, emi, pagar, pago, pagos, tarjeta, tarjetas, efectivo, transferencia, contra entrega, contra reembolso, cuotas, meses sin intereses, pagamento, pagamentos, cartao, dinheiro, boleto, parcelado, parcelas, payer, paiement, paiements, carte, carte bancaire, especes, virement, en plusieurs fois, paise, bhugtan, nakad, udhaar',
  returns:
    'return, returns, returned, refund, refunds, refunded, money back, exchange, exchanges, swap, send back, give back, change size, wrong size, doesnt fit, devolver, devolucion, devoluciones, reembolso, reembolsos, cambio, cambios, cambiar, devolucao, devolucoes, troca, trocas, trocar, retour, retours, retourner, rembourser, remboursement, remboursements, echange, echanger, wapas, vapas, wapsi, badalna, badli',
  cancel:
    'cancel, cancels, cancelled, canceled, cancellation, cancelling, no show, dont show up, not show up, cancelar, cancelacion, cancelado, anular, cancelamento, cancelo, desmarcar, annuler, annulation, annule, cancel karna, radd',
  change:
    'change, changes, modify, reschedule, move, another day, other day, different day, postpone, switch, cambiar, modificar, mover, otro dia, mudar, alterar, remarcar, adiar, outro dia, changer, modifier, deplacer, autre jour, reporter, badalna, aage badhana',
  booking:
    'book, booking, bookings, appointment, appointments, reserve, reservation, reservations, slot, slots, schedule, come in, come tomorrow, queue, cita, citas, reservar, reserva, reservas, turno, turnos, agendar, agenda, consulta, marcar, agendamento, horario marcado, rendez vous, rdv, reserver, creneau, booking karna, appointment lena',
  parking:
    'parking, my car, car space, park, car park, garage, car, estacionamiento, estacionar, parqueadero, parqueo, aparcar, aparcamiento, cochera, estacionamento, vaga, garagem, stationnement, stationner, garer, parking hai, gaadi',
  access:
    'wheelchair, accessible, accessibility, disabled, disability, ramp, stairs, step free, lift, elevator, silla de ruedas, accesible, rampa, escaleras, cadeira de rodas, acessivel, acessibilidade, escadas, fauteuil roulant, accessible, handicape, escaliers',
  discount:
    'discount, discounts, offer, offers, deal, deals, coupon, coupons, promo, promotion, promotions, sale, voucher code, student, loyalty, points, rewards, reward, bonus, referral, refer, recommend, friend, bring a friend, descuento, descuentos, oferta, ofertas, promocion, promociones, cupon, cupones, rebaja, puntos, desconto, descontos, promocao, cupom, fidelidade, pontos, indicar, remise, reduction, reductions, code promo, soldes, fidelite, parrainage, chhoot, chhut, offer hai',
  care: 'shampoo, shampoos, conditioner, serum, hair mask, hair oil, hair spray, hair product, hair products, champu, acondicionador, condicionador, apres shampooing',
  walk_in:
    'walk in, walk ins, show up, drop in, drop by, without appointment, queue, wait in line, sin cita, sin turno, sem hora marcada, sans rendez vous',
  gift: 'gift, gifts, gift card, gift cards, gift voucher, voucher, vouchers, certificate, certificates, present, presents, wrap, wrapping, regalo, regalos, tarjeta regalo, tarjeta de regalo, envolver, presente, presentes, cartao presente, vale presente, embrulho, cadeau, cadeaux, carte cadeau, bon cadeau, emballage, tohfa, upahar',
  contact:
    'contact, phone, telephone, phone number, call, email, e mail, speak, talk, reach, whatsapp number, customer service, support, contacto, telefono, llamar, correo, hablar, atencion al cliente, contato, telefone, ligar, falar, atendimento, contacter, telephone, appeler, joindre, service client, sampark, number, baat',
  warranty:
    'warranty, guarantee, guaranteed, repair, repairs, fix, fixed, broken, defect, defective, garantia, reparar, reparacion, arreglar, roto, defecto, consertar, conserto, garantie, reparer, reparation, panne, kharab, theek karna',
  services:
    'services, service, offer, treatments, treatment, what do you do, do you do, done, get done, list, menu, servicios, servicio, tratamientos, ofrecen, servicos, tratamentos, oferecem, prestations, soins, proposez, seva, suvidha',
  hair: 'hair, haircut, haircuts, cut, cuts, trim, trimming, trimmed, hairdresser, barber, blow dry, corte, cortes, cabello, pelo, peluqueria, cabelo, coupe, cheveux, coiffure, baal, katwana',
  colour:
    'colour, color, colouring, coloring, dye, dyed, dyeing, highlights, balayage, tint, bleach, tinte, tinturar, mechas, tintura, tingir, luzes, coloration, teinture, meches',
  nails: 'nail, nails, manicure, pedicure, unas, manicura, unhas, ongles, manucure',
  children:
    'child, children, childrens, kid, kids, toddler, toddlers, baby, babies, son, daughter, year old, boy, girl, nino, ninos, nina, hijo, hija, bebe, crianca, criancas, filho, filha, enfant, enfants, fils, fille, bachcha, bachche',
  wedding:
    'wedding, weddings, bride, bridal, brides, married, marry, marriage, bridesmaid, boda, bodas, novia, novias, casamento, noiva, noivas, mariage, mariee, shaadi, dulhan',
  home: 'home, house, my place, at home, home visit, come to, mobile service, casa, mi casa, a domicilio, minha casa, chez moi, maison, domicile, ghar, ghar par',
  allergy:
    'allergy, allergies, allergic, allergen, allergens, patch test, skin test, sensitive, reaction, gluten, nuts, alergia, alergico, alergica, alergias, gluten, nueces, allergie, allergique, allergies, allergenes',
  ethics:
    'organic, natural, vegan, cruelty, cruelty free, tested on animals, animals, chemicals, chemical, safe, brand, brands, ingredients, eco, sustainable, organico, ecologico, natural, vegano, animales, quimicos, marca, marcas, ingredientes, biologique, bio, vegan, animaux, produits chimiques, marque, marques',
  buy: 'buy, purchase, sell, sells, sale, for sale, sold, comprar, venden, vende, venta, vendem, venda, acheter, vendez, vente, kharidna, bechte',
  staff:
    'staff, stylist, stylists, therapist, hairdresser, choose, pick, person, who, same person, again, estilista, personal, elegir, quien, cabeleireiro, escolher, quem, coiffeur, coiffeuse, choisir, qui',
  tips: 'tip, tips, tipping, gratuity, extra, propina, propinas, gorjeta, gorjetas, pourboire, pourboires',
  account:
    'account, sign up, register, login, log in, password, profile, cuenta, registrarme, contrasena, perfil, conta, cadastro, senha, compte, inscription, mot de passe, khata',
  wholesale:
    'wholesale, bulk, reseller, distributor, large order, minimum order, mayoreo, al por mayor, mayorista, minimo, atacado, revenda, pedido minimo, gros, en gros, revendeur, minimum, thok',
  international:
    'abroad, international, internationally, overseas, worldwide, other countries, country, extranjero, internacional, otros paises, exterior, outros paises, etranger, international, pays, videsh, bahar',
  size: 'size, sizes, sizing, size guide, fit, measurements, talla, tallas, medidas, guia de tallas, tamanho, tamanhos, taille, tailles, guide des tailles, naap',
  pickup:
    'pick up, pickup, collect, collection, click and collect, recoger, retirar, recojo, retirada, buscar na loja, retrait, retirer, lene aana',
  track:
    'track, tracking, where is my, status, rastrear, seguimiento, estado, rastreio, rastreamento, situacao, suivi, suivre, ou est ma, kahan hai, status',
  jobs: 'job, jobs, hiring, vacancy, career, careers, work for you, trabajo, empleo, vacante, trabalho, vaga, emprego, emploi, recrutez, poste, naukri',
};
