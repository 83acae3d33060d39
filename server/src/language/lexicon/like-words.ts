/**
 * Groups of English words and short phrases that say about the same when somebody asks a service for help. A text that
 * uses one of a group is like a text that uses another. As `tokensOf` returns words; stems are made of them.
 */
export const LIKE_WORDS: Record<string, string> = {
  refuse:
    'declined, decline, declining, rejected, reject, refused, refuse, denied, deny, not accepted, turned down, wont accept, wouldnt accept, not allowed, blocked',
  fail: 'failed, fail, fails, failing, failure, unsuccessful, didnt go through, not go through, not work, not working, doesnt work, didnt work, isnt working, wont work, stopped working, broken, error, problem, problems, trouble, issue, issues, cant use, unable, cannot, malfunction',
  wait: 'pending, waiting, wait, still processing, in process, in progress, processing, not completed, hasnt cleared, stuck, outstanding, still',
  missing:
    'missing, not show, not showing, not shown, didnt show, not appear, not appearing, doesnt appear, not there, havent received, not received, didnt receive, not arrived, hasnt arrived, didnt arrive, never arrived, not come, hasnt come, not got, didnt get, not see, cant see, dont see, disappeared, where is, whereabouts, nowhere',
  vanish:
    'reverted, revert, reversed, returned, cancelled, canceled, disappeared, vanished, gone, went back, sent back, bounced',
  wrong:
    'wrong, incorrect, incorrectly, mistake, mistaken, not right, isnt right, not correct, inaccurate, bad, off, different, should be, mismatch, erroneous',
  twice: 'twice, double, duplicate, duplicated, two times, second time, again, repeated, multiple, same',
  less: 'less, lower, not enough, only, fewer, short, smaller, not full, partial, part',
  fee: 'fee, fees, charge, charges, charged, charging, cost, costs, costing, price, pay, paid, surcharge, extra, additional, commission, free, hidden',
  rate: 'rate, rates, exchange, conversion, converted, convert, exchanged',
  currency:
    'currency, currencies, dollar, dollars, euro, euros, pound, pounds, gbp, usd, eur, aud, foreign, fiat, cryptocurrency, money',
  cash: 'cash, atm, atms, cashpoint, cash machine, withdraw, withdrawal, withdrew, withdrawing, take out, took out, taken out, bills, notes, money out',
  topup:
    'top up, top, topup, topping, topped, add money, adding money, load, loaded, reload, put money, deposit, deposited, fund, funds, funding, add funds, refill',
  transfer:
    'transfer, transfers, transferred, transferring, send money, sent money, sending, wire, move money, moved, remit, swift, sepa',
  recipient:
    'recipient, beneficiary, receiver, friend, payee, someone, another person, other person, somebody, people, others',
  unknown:
    'dont recognize, not recognize, dont recognise, not recognise, unrecognized, didnt make, not mine, never made, not me, dont remember, unknown, unfamiliar, strange, suspicious, weird, didnt authorize, unauthorized, fraud, fraudulent, someone else',
  stolen:
    'stolen, stole, theft, robbed, robbery, mugged, lost, lose, losing, misplaced, cant find, took, snatched, gone missing, left',
  stuckcard: 'swallowed, ate, eaten, stuck, retained, kept, took my card, didnt give, not give back, inside',
  code: 'pin, passcode, password, code, cvv, number, security code, login, log in, sign in, credentials',
  forget: 'forgot, forgotten, forget, dont remember, cant remember, reset, lost my password, recover',
  block:
    'blocked, block, unblock, locked, lock, unlock, frozen, freeze, unfreeze, disable, disabled, too many, attempts, suspended',
  virtual: 'virtual, disposable, temporary, one time, online card, digital',
  physical: 'physical, plastic, real card, actual card',
  new: 'new, another, second, spare, additional, extra, more than one, replacement, replace, renew, other',
  obtain:
    'get, getting, order, request, apply, receive, obtain, acquire, have, want, need, purchase, buy, how do i get',
  activate: 'activate, activation, activating, active, start using, enable, set up, turn on, begin',
  link: 'link, linking, linked, add, connect, attach, re add, back in the app, reactivate, found my card, put it back, view',
  expire: 'expire, expires, expired, expiring, expiration, run out, about to, old, end date, valid',
  verify:
    'verify, verification, verified, verifying, prove, proof, confirm, identity, id, identification, documents, authenticate, check, selfie, passport',
  why: 'why, reason, how come, what for, explain, purpose, what is the point',
  when: 'when, how long, how soon, how fast, how many days, time, days, timeframe, timeline, take, takes, eta, hours, expect, estimate, speed, quickly, urgent, asap, soon',
  where:
    'where, location, locations, countries, country, europe, eu, abroad, overseas, worldwide, international, internationally, place, places, travel, us, outside',
  accept:
    'accept, accepted, accepts, support, supported, supports, work with, use, used, usable, allowed, take, merchants, stores, shops',
  brand: 'visa, mastercard, american express, amex, apple, google, apple pay, google pay, watch, paypal, pay',
  limit:
    'limit, limits, maximum, max, minimum, restriction, restrictions, how much, how many, cap, allowed, most, unlimited, restricted',
  auto: 'automatic, automatically, auto, recurring, running low, by itself, certain amount, low balance',
  balance: 'balance, account, updated, update, reflected, reflect, credited, shows, showing, statement, app, available',
  cheque: 'cheque, check, checks, cheques, cash deposit, deposited',
  bank: 'bank, bank account, account, sepa, wire, domestic, uk',
  refund:
    'refund, refunds, refunded, money back, get back, return, returned, reimburse, reimbursed, reimbursement, credit back, chargeback, merchant, seller, item',
  stop: 'cancel, cancels, cancelling, canceling, stop, undo, reverse, revert, delete, abort, take back, call off, halt, stop it, void',
  close:
    'close, delete, terminate, deactivate, remove, leave, cancel my account, shut, get rid, dont want, unhappy, dissatisfied, stop using',
  details:
    'details, personal, address, name, surname, last name, moved, married, change my, update my, edit, modify, new address, new name, phone number, information, change',
  young: 'age, old, young, child, children, kid, kids, daughter, son, teenager, minor, under, years, 18',
  phone: 'phone, mobile, smartphone, device, cell, cellphone, sim, iphone, android',
  contactless: 'contactless, tap, touch, nfc, wave',
  direct: 'direct debit, standing order, subscription, bill, debit, recurring payment',
  source: 'source, sources, origin, come from, came from, comes from, my money from, where my money, funds',
  receive: 'receive, receiving, salary, paid into, get paid, deposit, paycheck, wages, incoming, accept money',
  arrive:
    'arrive, arrives, arrived, arrival, deliver, delivery, delivered, delivering, come, mail, post, ship, shipping, track, tracking, mailed, sent, on its way, date',
  person:
    'person, human, agent, someone, somebody, representative, advisor, support, staff, operator, speak, talk, call',
  goods: 'product, item, items, thing, stuff, article, goods, model',
  open: 'open, opening, close, closes, closing, hours, shut',
  thank: 'thanks, thank you, thank, thx, cheers, appreciate, grateful',
  weather: 'weather, rain, raining, snow, sunny, temperature, forecast, cold, hot, umbrella',
  music: 'music, song, songs, play, playlist, artist, album, listen, tune, track, band',
  remind: 'remind, reminder, reminders, alert, notify, notification, dont forget, alarm, wake',
  list: 'list, lists, add to, items, todo, shopping list, grocery, groceries',
  meet: 'meeting, meetings, appointment, schedule, calendar, event, events, book, booking, reserve, reservation',
  mail: 'email, emails, mail, inbox, message, messages, reply, respond, text',
  travel: 'flight, flights, plane, fly, trip, travel, vacation, ticket, train, bus, taxi, cab, uber, ride',
  eat: 'eat, food, restaurant, restaurants, dinner, lunch, meal, cook, cooking, recipe, recipes, takeaway, order food, hungry',
  light: 'light, lights, lamp, lamps, bright, brightness, dim, dimmer, darker, brighter, illuminate',
  loud: 'volume, loud, louder, quiet, quieter, mute, silence, sound, speaker, speakers',
  car: 'car, vehicle, truck, auto, tire, tires, oil, gas, fuel, mileage, mpg, engine',
  joke: 'joke, jokes, funny, laugh, humor',
  news: 'news, headlines, latest, happening, world',
  mean: 'mean, meaning, definition, define, what is, explain',
  spend: 'spend, spent, spending, spending on, expenses, transactions, transaction, purchases, history',
};
