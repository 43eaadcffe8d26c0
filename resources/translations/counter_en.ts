<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="fr">
<context>
    <name></name>
    <message>
        <source>Comptoir</source>
        <translation>Counter</translation>
    </message>
    <message>
        <source>La demande du {day} restée sans réponse est enregistrée, sous le numéro {number}.</source>
        <translation>The request of {day} that got no answer is recorded, under the number {number}.</translation>
    </message>
    <message>
        <source>La demande du {day} restée sans réponse n’a pas été enregistrée.</source>
        <translation>The request of {day} that got no answer was not recorded.</translation>
    </message>
    <message>
        <source>Écrivez le jour, le mois puis l’année, par exemple 09/05/1951.</source>
        <translation>Write the day, the month, then the year, for example 09/05/1951.</translation>
    </message>
    <message>
        <source>Jour inconnu : gardez 00 si la carte l’écrit ainsi.</source>
        <translation>Day not known: keep 00 if the card says so.</translation>
    </message>
    <message>
        <source>Mois inconnu : gardez 00 si la carte l’écrit ainsi.</source>
        <translation>Month not known: keep 00 if the card says so.</translation>
    </message>
    <message>
        <source>Jour et mois inconnus : gardez 00 si la carte l’écrit ainsi.</source>
        <translation>Day and month not known: keep 00 if the card says so.</translation>
    </message>
    <message>
        <source>« {character} » n’est pas un chiffre.</source>
        <translation>“{character}” is not a digit.</translation>
    </message>
    <message>
        <source>{year} (jour et mois inconnus)</source>
        <translation>{year} (day and month not known)</translation>
    </message>
    <message>
        <source>{year} (mois inconnu)</source>
        <translation>{year} (month not known)</translation>
    </message>
    <message>
        <source>{month} {year} (jour inconnu)</source>
        <translation>{month} {year} (day not known)</translation>
    </message>
    <message>
        <source>{written} (date écrite ainsi sur la carte)</source>
        <translation>{written} (as it is written on the card)</translation>
    </message>
    <message>
        <source>L’année vient en dernier.</source>
        <translation>The year comes last.</translation>
    </message>
    <message>
        <source>Il y a trop de chiffres.</source>
        <translation>There are too many digits.</translation>
    </message>
    <message>
        <source>Jour et mois inconnus sur la carte ? Écrivez 00/00/{year}.</source>
        <translation>Day and month not known on the card? Write 00/00/{year}.</translation>
    </message>
    <message>
        <source>Écrivez l’année avec ses 4 chiffres : {years} ?</source>
        <translation>Write the year with its 4 digits: {years}?</translation>
    </message>
    <message>
        <source>L’année {year} est à venir : relisez-la.</source>
        <translation>The year {year} is still to come: read it again.</translation>
    </message>
    <message>
        <source>En {year}, c’était il y a plus de {count} ans : relisez l’année.</source>
        <translation>{year} was more than {count} years ago: read the year again.</translation>
    </message>
    <message>
        <source>Cette date est à venir : relisez le jour, le mois et l’année.</source>
        <translation>This date is still to come: read the day, the month and the year again.</translation>
    </message>
    <message>
        <source>Il n’y a pas de mois {month}. Jour et mois inversés ? Ce serait {meant}.</source>
        <translation>There is no month {month}. Day and month swapped? It would be {meant}.</translation>
    </message>
    <message>
        <source>Il n’y a pas de mois {month} : relisez le mois.</source>
        <translation>There is no month {month}: read the month again.</translation>
    </message>
    <message>
        <source>Il n’y a pas de jour {day} : relisez le jour.</source>
        <translation>There is no day {day}: read the day again.</translation>
    </message>
    <message>
        <source>En {year}, février n’avait que 28 jours : relisez le jour et l’année.</source>
        <translation>In {year}, February had only 28 days: read the day and the year again.</translation>
    </message>
    <message>
        <source>Il n’y a que {last} jours en {month} : relisez le jour « {day} ».</source>
        <translation>There are only {last} days in {month}: read the day “{day}” again.</translation>
    </message>
    <message>
        <source>« {month} » n’est pas un mois du calendrier. Gardez-le si la carte l’écrit ainsi.</source>
        <translation>“{month}” is not a month of the calendar. Keep it if the card says so.</translation>
    </message>
    <message>
        <source>L’année ne va pas avec le numéro de sécurité sociale. Est-ce bien la date de cette personne, et non celle d’un proche ?</source>
        <translation>The year does not match the social security number. Is this really this person’s date, and not that of someone close?</translation>
    </message>
    <message>
        <source>Le mois ne va pas avec le numéro de sécurité sociale.</source>
        <translation>The month does not match the social security number.</translation>
    </message>
    <message>
        <source>Jour et mois inversés ?</source>
        <translation>Day and month swapped?</translation>
    </message>
    <message>
        <source>Relisez le mois.</source>
        <translation>Read the month again.</translation>
    </message>
    <message>
        <source>Cherchez dans la décision : elle doit porter sur la personne, pas seulement sur ses biens. Pour activer ou clôturer, remettez la fiche.</source>
        <translation>Look in the decision: it must be about the person, not only about the person’s goods. To activate or to close, hand over the slip.</translation>
    </message>
    <message>
        <source>« Cette personne décide elle-même. Elle peut venir ici, ou téléphoner. »</source>
        <translation>“This person decides alone. She or he can come here, or call.”</translation>
    </message>
    <message>
        <source>La personne vient pour elle-même</source>
        <translation>The person comes alone</translation>
    </message>
    <message>
        <source>Elle a 18 ans ou plus, et elle parle pour elle.</source>
        <translation>18 or older, and speaks for herself or himself.</translation>
    </message>
    <message>
        <source>« C’est vous qui décidez. »</source>
        <translation>“You are the one who decides.”</translation>
    </message>
    <message>
        <source>« Vous n’avez pas à dire pourquoi. »</source>
        <translation>“You do not have to say why.”</translation>
    </message>
    <message>
        <source>Attendez sa réponse, sans la suggérer.</source>
        <translation>Wait for the answer, without suggesting it.</translation>
    </message>
    <message>
        <source>Quelqu’un l’accompagne</source>
        <translation>Somebody comes along</translation>
    </message>
    <message>
        <source>Un proche, un voisin, un aidant, une personne qui traduit.</source>
        <translation>Someone close, a neighbour, a carer, somebody who translates.</translation>
    </message>
    <message>
        <source>« C’est à vous que je pose la question. »</source>
        <translation>“I am asking you.”</translation>
    </message>
    <message>
        <source>« La personne avec vous peut vous aider à comprendre. »</source>
        <translation>“The person with you can help you understand.”</translation>
    </message>
    <message>
        <source>Parlez à la personne elle-même. Qui l’accompagne ne répond pas à sa place.</source>
        <translation>Speak to the person concerned. Whoever comes along does not answer in the person’s place.</translation>
    </message>
    <message>
        <source>Quelqu’un répond à sa place</source>
        <translation>Somebody answers in the person’s place</translation>
    </message>
    <message>
        <source>On la presse, on parle pour elle, on tient sa carte.</source>
        <translation>The person is pressed, spoken for, somebody holds the card.</translation>
    </message>
    <message>
        <source>« J’ai besoin d’un moment avec vous, seul à seul. »</source>
        <translation>“I need a moment with you, just the two of us.”</translation>
    </message>
    <message>
        <source>« Rien ne presse. Vous pouvez aussi revenir un autre jour. »</source>
        <translation>“There is no hurry. You can also come back another day.”</translation>
    </message>
    <message>
        <source>Sans ce moment seul à seul, n’enregistrez rien. Remettez la fiche.</source>
        <translation>Without this moment in private, record nothing. Hand over the slip.</translation>
    </message>
    <message>
        <source>Elle est sous curatelle</source>
        <translation>The person has a curator (curatelle)</translation>
    </message>
    <message>
        <source>Avec ou sans son curateur.</source>
        <translation>With or without the curator.</translation>
    </message>
    <message>
        <source>« C’est vous qui décidez. Votre curateur peut vous conseiller. »</source>
        <translation>“You are the one who decides. Your curator can advise you.”</translation>
    </message>
    <message>
        <source>Ne refusez jamais à cause d’une curatelle.</source>
        <translation>Never refuse because of a curatelle.</translation>
    </message>
    <message>
        <source>Elle est sous tutelle et dit ce qu’elle veut</source>
        <translation>The person has a guardian and says what she or he wants</translation>
    </message>
    <message>
        <source>Tutelle ou habilitation, avec ou sans son tuteur.</source>
        <translation>Tutelle or habilitation, with or without the guardian.</translation>
    </message>
    <message>
        <source>« C’est vous qui décidez. Prenez votre temps. »</source>
        <translation>“You are the one who decides. Take your time.”</translation>
    </message>
    <message>
        <source>La mesure ne lui enlève pas ce choix. Posez-lui la question à elle.</source>
        <translation>The measure does not take this choice away. Put the question to the person.</translation>
    </message>
    <message>
        <source>Sa mesure ne porte que sur ses biens</source>
        <translation>The measure is only about the person’s goods</translation>
    </message>
    <message>
        <source>Tutelle ou habilitation pour l’argent et les biens, pas pour la personne.</source>
        <translation>Tutelle or habilitation for money and goods, not for the person.</translation>
    </message>
    <message>
        <source>Son tuteur vient pour elle</source>
        <translation>The guardian comes for the person</translation>
    </message>
    <message>
        <source>Le juge l’a nommé, et la tutelle porte sur la personne.</source>
        <translation>Named by the judge, and the tutelle is about the person.</translation>
    </message>
    <message>
        <source>« Puis-je regarder la décision du juge ? Je vous la rends. »</source>
        <translation>“May I look at the judge’s decision? I will give it back.”</translation>
    </message>
    <message>
        <source>« Vous pouvez vous opposer pour cette personne. »</source>
        <translation>“You can refuse in this person’s name.”</translation>
    </message>
    <message>
        <source>Un proche a une habilitation familiale</source>
        <translation>Someone close has a family habilitation</translation>
    </message>
    <message>
        <source>Le juge l’a habilité, et l’habilitation porte sur la personne.</source>
        <translation>Empowered by the judge, and the habilitation is about the person.</translation>
    </message>
    <message>
        <source>Un curateur ou un tuteur des biens vient sans elle</source>
        <translation>A curator or a guardian of goods comes without the person</translation>
    </message>
    <message>
        <source>Sa mesure ne lui donne pas ce choix.</source>
        <translation>Their measure does not give them this choice.</translation>
    </message>
    <message>
        <source>Ces mesures ne donnent pas ce choix : la personne décide elle-même.</source>
        <translation>These measures do not give this choice: the person decides alone.</translation>
    </message>
    <message>
        <source>Un proche ou un voisin vient sans elle</source>
        <translation>Someone close or a neighbour comes without the person</translation>
    </message>
    <message>
        <source>Mari, femme, enfant, aidant : même avec sa carte et son code.</source>
        <translation>Husband, wife, child, carer: even with the card and the code.</translation>
    </message>
    <message>
        <source>Elle ne peut pas dire ce qu’elle veut</source>
        <translation>The person cannot say what she or he wants</translation>
    </message>
    <message>
        <source>Même avec de l’aide et du temps. Aucun juge n’a nommé quelqu’un pour elle.</source>
        <translation>Even with help and time. No judge has named anybody.</translation>
    </message>
    <message>
        <source>« Je ne peux rien enregistrer sans son accord. »</source>
        <translation>“I cannot record anything without this person’s agreement.”</translation>
    </message>
    <message>
        <source>« Rien ne change pour ses soins. »</source>
        <translation>“Nothing changes for this person’s care.”</translation>
    </message>
    <message>
        <source>Essayez d’abord la fiche facile à lire, ou un autre jour. Ne devinez pas.</source>
        <translation>Try the easy-to-read sheet first, or another day. Do not guess.</translation>
    </message>
    <message>
        <source>Un parent vient pour son enfant</source>
        <translation>A parent comes for a child</translation>
    </message>
    <message>
        <source>L’enfant a moins de 18 ans. Il est sur la carte du parent.</source>
        <translation>The child is under 18, and on the parent’s card.</translation>
    </message>
    <message>
        <source>« Êtes-vous son père ou sa mère ? »</source>
        <translation>“Are you the father or the mother?”</translation>
    </message>
    <message>
        <source>« C’est vous qui décidez pour votre enfant. »</source>
        <translation>“You decide for your child.”</translation>
    </message>
    <message>
        <source>Chacun des deux parents peut décider. Ne cherchez pas à les départager.</source>
        <translation>Either parent may decide. Do not try to choose between them.</translation>
    </message>
    <message>
        <source>C’est l’autre parent qui vient</source>
        <translation>The other parent comes</translation>
    </message>
    <message>
        <source>L’enfant est rattaché au premier, qui a reçu le code.</source>
        <translation>The child is attached to the first one, who received the code.</translation>
    </message>
    <message>
        <source>« Vous pouvez décider, comme l’autre parent. »</source>
        <translation>“You may decide, like the other parent.”</translation>
    </message>
    <message>
        <source>« Le code de l’enfant est envoyé au parent à qui il est rattaché. »</source>
        <translation>“The child’s code is sent to the parent to whom the child is attached.”</translation>
    </message>
    <message>
        <source>Avec la carte et le code de l’enfant, continuez. Sans eux, remettez la fiche.</source>
        <translation>With the child’s card and code, go on. Without them, hand over the slip.</translation>
    </message>
    <message>
        <source>Les deux parents ne sont pas d’accord</source>
        <translation>The two parents do not agree</translation>
    </message>
    <message>
        <source>L’un demande, l’autre refuse.</source>
        <translation>One asks, the other refuses.</translation>
    </message>
    <message>
        <source>« Vous avez tous les deux le même droit. »</source>
        <translation>“Both of you have the same right.”</translation>
    </message>
    <message>
        <source>« Je ne peux pas choisir entre vous. La caisse peut vous répondre. »</source>
        <translation>“I cannot choose between you. The fund can answer you.”</translation>
    </message>
    <message>
        <source>N’enregistrez rien et ne donnez pas votre avis. Remettez la fiche.</source>
        <translation>Record nothing and do not give your opinion. Hand over the slip.</translation>
    </message>
    <message>
        <source>Ce sont des jumeaux</source>
        <translation>They are twins</translation>
    </message>
    <message>
        <source>Plusieurs enfants nés le même jour.</source>
        <translation>Several children born on the same day.</translation>
    </message>
    <message>
        <source>« De quel enfant parlons-nous d’abord ? »</source>
        <translation>“Which child shall we talk about first?”</translation>
    </message>
    <message>
        <source>Choisissez par le prénom. Chaque enfant a son propre code.</source>
        <translation>Choose by the given name. Each child has a code of its own.</translation>
    </message>
    <message>
        <source>Un tuteur nommé par le juge vient pour l’enfant</source>
        <translation>A guardian named by the judge comes for the child</translation>
    </message>
    <message>
        <source>Il n’est pas le parent. Le juge l’a nommé.</source>
        <translation>Not the parent. Named by the judge.</translation>
    </message>
    <message>
        <source>« C’est vous qui décidez pour cet enfant. »</source>
        <translation>“You decide for this child.”</translation>
    </message>
    <message>
        <source>Regardez la décision, sans la copier ni en noter le numéro.</source>
        <translation>Look at the decision, without copying it or noting its number.</translation>
    </message>
    <message>
        <source>Le courrier de l’enfant n’était pas pour elle</source>
        <translation>The child’s letter was not for this person</translation>
    </message>
    <message>
        <source>Elle n’est ni son parent, ni son tuteur, et elle vient le dire.</source>
        <translation>Neither the parent nor the guardian, and comes to say so.</translation>
    </message>
    <message>
        <source>« Vous n’êtes ni son parent, ni son tuteur ? Je peux l’enregistrer. »</source>
        <translation>“You are neither the parent nor the guardian? I can record it.”</translation>
    </message>
    <message>
        <source>« Avez-vous le courrier de l’enfant, avec son code ? »</source>
        <translation>“Do you have the child’s letter, with its code?”</translation>
    </message>
    <message>
        <source>Elle ne décide pas pour l’enfant. Elle peut seulement le dire.</source>
        <translation>This person does not decide for the child, and can only say so.</translation>
    </message>
    <message>
        <source>L’enfant est là sans parent ni tuteur</source>
        <translation>The child is here without parent or guardian</translation>
    </message>
    <message>
        <source>Seul, ou avec un grand-parent, un beau-parent, un voisin.</source>
        <translation>Alone, or with a grandparent, a step-parent, a neighbour.</translation>
    </message>
    <message>
        <source>« Avant 18 ans, un parent ou un tuteur décide. Il peut venir ici. »</source>
        <translation>“Before the age of 18, a parent or a guardian decides, and can come here.”</translation>
    </message>
    <message>
        <source>La personne n’a pas sa carte</source>
        <translation>The person does not have the card</translation>
    </message>
    <message>
        <source>Oubliée, perdue, volée, ou seulement sur un téléphone.</source>
        <translation>Forgotten, lost, stolen, or only on a phone.</translation>
    </message>
    <message>
        <source>« Avez-vous noté le numéro de série de votre carte ? »</source>
        <translation>“Have you noted the serial number of your card?”</translation>
    </message>
    <message>
        <source>« Sinon, cette fiche vous dit comment faire. »</source>
        <translation>“Otherwise, this slip tells you what to do.”</translation>
    </message>
    <message>
        <source>Avec son numéro de série, tapez les numéros sans carte. Sinon, remettez la fiche.</source>
        <translation>With the serial number, type the numbers without card. Otherwise, hand over the slip.</translation>
    </message>
    <message>
        <source>La personne est décédée</source>
        <translation>The person has died</translation>
    </message>
    <message>
        <source>Un proche vient le dire.</source>
        <translation>Someone close comes to say so.</translation>
    </message>
    <message>
        <source>« Je vous présente mes condoléances. »</source>
        <translation>“Please accept my condolences.”</translation>
    </message>
    <message>
        <source>« Pour cette demande, ce numéro vous répondra. »</source>
        <translation>“For this request, this number will answer you.”</translation>
    </message>
    <message>
        <source>N’ouvrez rien et ne demandez pas de détail. Remettez la fiche.</source>
        <translation>Open nothing and ask for no detail. Hand over the slip.</translation>
    </message>
    <message>
        <source>Le service des cartes de cet ordinateur ne répond pas.</source>
        <translation>The card service of this computer is not responding.</translation>
    </message>
    <message>
        <source>Attendez quelques secondes : il est relancé tout seul. Sinon, choisissez « Sans carte ».</source>
        <translation>Wait a few seconds: it is restarted by itself. Otherwise, choose “Without card”.</translation>
    </message>
    <message>
        <source>Aucun lecteur de carte n’est branché.</source>
        <translation>No card reader is plugged in.</translation>
    </message>
    <message>
        <source>Branchez le lecteur : il sera reconnu tout seul. Sinon, choisissez « Sans carte ».</source>
        <translation>Plug the reader in: it will be recognised by itself. Otherwise, choose “Without card”.</translation>
    </message>
    <message>
        <source>Le lecteur a été débranché.</source>
        <translation>The reader has been unplugged.</translation>
    </message>
    <message>
        <source>Rebranchez-le et remettez la carte : rien n’est perdu. Sinon, choisissez « Sans carte ».</source>
        <translation>Plug it in again and put the card back: nothing is lost. Otherwise, choose “Without card”.</translation>
    </message>
    <message>
        <source>Un autre logiciel garde le lecteur pour lui.</source>
        <translation>Another program keeps the reader for itself.</translation>
    </message>
    <message>
        <source>Fermez l’autre logiciel qui lit la carte, puis choisissez « Relire la carte », ou continuez par « Sans carte ».</source>
        <translation>Close the other program that reads the card, then choose “Read the card again”, or go on with “Without card”.</translation>
    </message>
    <message>
        <source>Le lecteur ne répond pas.</source>
        <translation>The reader is not responding.</translation>
    </message>
    <message>
        <source>Retirez la carte et remettez-la. Si cela continue, débranchez puis rebranchez le lecteur, ou choisissez « Sans carte ».</source>
        <translation>Take the card out and put it back. If this goes on, unplug the reader and plug it in again, or choose “Without card”.</translation>
    </message>
    <message>
        <source>Aucune carte n’a été mise dans le lecteur.</source>
        <translation>No card was put in the reader.</translation>
    </message>
    <message>
        <source>Insérez la carte Vitale, puce vers l’avant, face dorée vers le haut.</source>
        <translation>Insert the carte Vitale, chip first, golden side up.</translation>
    </message>
    <message>
        <source>La carte ne répond pas.</source>
        <translation>The card is not responding.</translation>
    </message>
    <message>
        <source>Vérifiez le sens : puce vers l’avant, face dorée vers le haut. Essuyez la puce et remettez la carte, ou choisissez « Sans carte ».</source>
        <translation>Check which way it is: chip first, golden side up. Wipe the chip and put the card back, or choose “Without card”.</translation>
    </message>
    <message>
        <source>La carte a été retirée pendant la lecture.</source>
        <translation>The card was taken out while it was being read.</translation>
    </message>
    <message>
        <source>Remettez-la et laissez-la en place : la lecture recommence toute seule.</source>
        <translation>Put it back and leave it there: reading starts again by itself.</translation>
    </message>
    <message>
        <source>Ce n’est plus la même carte.</source>
        <translation>This is no longer the same card.</translation>
    </message>
    <message>
        <source>Le dossier précédent a été effacé de ce poste. Continuez avec la carte présente.</source>
        <translation>The previous case has been erased from this computer. Go on with the card that is there.</translation>
    </message>
    <message>
        <source>Un autre logiciel a interrompu la lecture.</source>
        <translation>Another program interrupted the reading.</translation>
    </message>
    <message>
        <source>Choisissez « Relire la carte ». Si cela continue, fermez l’autre logiciel, ou choisissez « Sans carte ».</source>
        <translation>Choose “Read the card again”. If this goes on, close the other program, or choose “Without card”.</translation>
    </message>
    <message>
        <source>La carte répond, mais son contenu n’est pas lisible.</source>
        <translation>The card responds, but its content cannot be read.</translation>
    </message>
    <message>
        <source>Remettez la carte une fois. Si cela continue, choisissez « Sans carte » : les numéros sont imprimés dessus.</source>
        <translation>Put the card back once. If this goes on, choose “Without card”: the numbers are printed on it.</translation>
    </message>
    <message>
        <source>C’est une carte Vitale d’ancien modèle : ce lecteur ne peut pas la lire.</source>
        <translation>This is an old model of the carte Vitale: this reader cannot read it.</translation>
    </message>
    <message>
        <source>Choisissez « Sans carte » : les numéros sont imprimés dessus.</source>
        <translation>Choose “Without card”: the numbers are printed on it.</translation>
    </message>
    <message>
        <source>C’est une carte de professionnel de santé.</source>
        <translation>This is a health professional’s card.</translation>
    </message>
    <message>
        <source>Retirez-la et insérez la carte Vitale de la personne, ou choisissez « Sans carte ».</source>
        <translation>Take it out and insert the person’s carte Vitale, or choose “Without card”.</translation>
    </message>
    <message>
        <source>C’est une carte bancaire.</source>
        <translation>This is a bank card.</translation>
    </message>
    <message>
        <source>Rien n’y a été lu. Rendez-la à la personne et demandez sa carte Vitale, ou choisissez « Sans carte ».</source>
        <translation>Nothing on it was read. Give it back to the person and ask for the carte Vitale, or choose “Without card”.</translation>
    </message>
    <message>
        <source>Cette carte n’est pas une carte Vitale.</source>
        <translation>This card is not a carte Vitale.</translation>
    </message>
    <message>
        <source>Retirez-la et insérez la carte Vitale, ou choisissez « Sans carte ».</source>
        <translation>Take it out and insert the carte Vitale, or choose “Without card”.</translation>
    </message>
    <message>
        <source>La carte ne porte le nom de personne.</source>
        <translation>The card bears nobody’s name.</translation>
    </message>
    <message>
        <source>Choisissez « Sans carte » et recopiez les numéros imprimés. La caisse de la personne peut vérifier sa carte.</source>
        <translation>Choose “Without card” and copy the printed numbers. The person’s fund can check the card.</translation>
    </message>
    <message>
        <source>La puce donne un autre numéro : est-ce bien le numéro de la carte qui est dans le lecteur ?</source>
        <translation>The chip gives another number: is this really the number of the card in the reader?</translation>
    </message>
    <message>
        <source>C’est une date.</source>
        <translation>This is a date.</translation>
    </message>
    <message>
        <source>Ce sont les chiffres du numéro de sécurité sociale.</source>
        <translation>These are the digits of the social security number.</translation>
    </message>
    <message>
        <source>C’est un numéro du régime, le même pour tous.</source>
        <translation>This is a number of the scheme, the same for everybody.</translation>
    </message>
    <message>
        <source>Recopiez les 11 derniers chiffres du numéro imprimé à côté de la photo.</source>
        <translation>Copy the last 11 digits of the number printed beside the photo.</translation>
    </message>
    <message>
        <source>Recopiez le numéro imprimé au dos de la carte, en haut à gauche.</source>
        <translation>Copy the number printed on the back of the card, top left.</translation>
    </message>
    <message>
        <source>Il manque le dernier chiffre, un peu à l’écart. D’après le calcul, ce serait « {digit} » : vérifiez-le sur la carte. S’il n’y est pas imprimé, ajoutez « {filler} ».</source>
        <translation>The last digit is missing, it stands a little apart. The calculation gives “{digit}”: check it on the card. If it is not printed there, add “{filler}”.</translation>
    </message>
    <message>
        <source>Encore {missing}</source>
        <translation>{missing} to go</translation>
    </message>
    <message>
        <source>Les zéros du début comptent. Carte sans photo ? Choisissez « Sans photo ».</source>
        <translation>The zeros at the start count. Card without a photo? Choose “Without a photo”.</translation>
    </message>
    <message>
        <source>Il y a {extra} de trop : il faut les 11 derniers seulement. Carte sans photo ? Choisissez « Sans photo ».</source>
        <translation>There are {extra} too many: only the last 11 are needed. Card without a photo? Choose “Without a photo”.</translation>
    </message>
    <message>
        <source>Le dernier chiffre est « {typed} » ; d’après le calcul, ce serait « {expected} ».</source>
        <translation>The last digit is “{typed}”; the calculation gives “{expected}”.</translation>
    </message>
    <message>
        <source>Gardez-le si la carte n’imprime que 10 chiffres.</source>
        <translation>Keep it if the card has only 10 digits printed.</translation>
    </message>
    <message>
        <source>Relisez le numéro sur la carte, puis continuez.</source>
        <translation>Read the number on the card again, then go on.</translation>
    </message>
    <message>
        <source>Ce numéro est celui d’une carte avec photo : choisissez « Avec photo ».</source>
        <translation>This number is that of a card with a photo: choose “With a photo”.</translation>
    </message>
    <message>
        <source>Encore {missing} au moins</source>
        <translation>At least {missing} to go</translation>
    </message>
    <message>
        <source>Il y a {extra} de trop : le numéro en a 13 au plus.</source>
        <translation>There are {extra} too many: the number has 13 at most.</translation>
    </message>
    <message>
        <source>Une adresse ressemble à prenom.nom@exemple.fr.</source>
        <translation>An address looks like firstname.name@example.fr.</translation>
    </message>
    <message>
        <source>Un numéro de mobile a 10 chiffres et commence par 06 ou 07.</source>
        <translation>A mobile number has 10 digits and begins with 06 or 07.</translation>
    </message>
    <message>
        <source>Ce numéro n’a pas le bon nombre de chiffres : relisez-le.</source>
        <translation>This number does not have the right number of digits: read it again.</translation>
    </message>
    <message>
        <source>Ce début de numéro n’est pas connu : relisez-le, puis continuez.</source>
        <translation>The beginning of this number is not known: read it again, then go on.</translation>
    </message>
    <message>
        <source>Il manque des chiffres</source>
        <translation>Some digits are missing</translation>
    </message>
    <message>
        <source>Le point de la fin n’a pas été gardé.</source>
        <translation>The full stop at the end was not kept.</translation>
    </message>
    <message>
        <source>Cette adresse est celle d’un agent ou de son lieu de travail. Donnez la vôtre, ou choisissez « Je n’en ai pas ».</source>
        <translation>This address is that of an agent or of the agent’s workplace. Give your own, or choose “I have none”.</translation>
    </message>
    <message>
        <source>C’est une adresse de travail : pourrez-vous toujours y lire vos messages ?</source>
        <translation>This is an address at work: will you always be able to read your messages there?</translation>
    </message>
    <message>
        <source>« {domain} » : est-ce plutôt « {suggestion} » ?</source>
        <translation>“{domain}”: is it rather “{suggestion}”?</translation>
    </message>
    <message>
        <source>Les lettres accentuées avant « @ » sont rares : relisez l’adresse.</source>
        <translation>Letters with accents before “@” are rare: read the address again.</translation>
    </message>
    <message>
        <source>{rank} caractère : il y a un espace. Enlevez-le.</source>
        <translation>Character {rank}: there is a space. Take it out.</translation>
    </message>
    <message>
        <source>Il manque le signe « @ ».</source>
        <translation>The sign “@” is missing.</translation>
    </message>
    <message>
        <source>Il y a plusieurs signes « @ » : gardez-en un seul.</source>
        <translation>There are several signs “@”: keep only one.</translation>
    </message>
    <message>
        <source>Il manque ce qui vient avant « @ ».</source>
        <translation>What comes before “@” is missing.</translation>
    </message>
    <message>
        <source>Il manque ce qui vient après « @ ».</source>
        <translation>What comes after “@” is missing.</translation>
    </message>
    <message>
        <source>Il y a une virgule : est-ce un point ?</source>
        <translation>There is a comma: is it a dot?</translation>
    </message>
    <message>
        <source>Il y a deux points de suite : gardez-en un seul.</source>
        <translation>There are two dots in a row: keep only one.</translation>
    </message>
    <message>
        <source>Après « @ », il manque la fin, par exemple « .fr ».</source>
        <translation>After “@”, the end is missing, for example “.fr”.</translation>
    </message>
    <message>
        <source>Il y a un point de trop juste avant « @ » ou au début : enlevez-le.</source>
        <translation>There is one dot too many just before “@” or at the start: take it out.</translation>
    </message>
    <message>
        <source>Cette adresse ne peut pas recevoir de message : relisez-la.</source>
        <translation>This address cannot receive messages: read it again.</translation>
    </message>
    <message>
        <source>Il manque le 0 du début.</source>
        <translation>The 0 at the start is missing.</translation>
    </message>
    <message>
        <source>Il y a {extra} de trop.</source>
        <translation>There are {extra} too many.</translation>
    </message>
    <message>
        <source>Ce numéro est du {right_code}, pas du {code} : relisez-le.</source>
        <translation>This number belongs to {right_code}, not to {code}: read it again.</translation>
    </message>
    <message>
        <source>C’est un numéro de téléphone fixe : les SMS n’y arrivent pas. Un mobile commence par 06 ou 07.</source>
        <translation>This is a landline number: text messages do not reach it. A mobile begins with 06 or 07.</translation>
    </message>
    <message>
        <source>Ce n’est pas un numéro de mobile.</source>
        <translation>This is not a mobile number.</translation>
    </message>
    <message>
        <source>L’indicatif du pays n’est pas connu.</source>
        <translation>The country code is not known.</translation>
    </message>
    <message>
        <source>Numéro d’un autre pays (+{code}) : reçoit-il bien les SMS ?</source>
        <translation>Number of another country (+{code}): does it receive text messages?</translation>
    </message>
    <message>
        <source>Une autre personne vient de donner le même contact : elle recevrait aussi vos codes. En avez-vous un à vous ?</source>
        <translation>Another person has just given the same contact: that person would receive your codes too. Do you have one of your own?</translation>
    </message>
    <message>
        <source>Des lettres minuscules, des chiffres, le point, le tiret et « _ ».</source>
        <translation>Small letters, digits, the dot, the hyphen and “_”.</translation>
    </message>
    <message>
        <source>au moins 8 caractères</source>
        <translation>at least 8 characters</translation>
    </message>
    <message>
        <source>minuscules, chiffres, . _ -</source>
        <translation>small letters, digits, . _ -</translation>
    </message>
    <message>
        <source>sans le signe @</source>
        <translation>without the sign @</translation>
    </message>
    <message>
        <source>ni numéro de sécurité sociale, ni IBAN</source>
        <translation>no social security number, no IBAN</translation>
    </message>
    <message>
        <source>L’identifiant a 100 caractères au plus : raccourcissez-le.</source>
        <translation>A login name has 100 characters at most: make it shorter.</translation>
    </message>
    <message>
        <source>Une adresse e-mail</source>
        <translation>An e-mail address</translation>
    </message>
    <message>
        <source>{number} ne peut pas servir d’identifiant : choisissez un autre nom.</source>
        <translation>{number} cannot serve as a login name: choose another name.</translation>
    </message>
    <message>
        <source>{rank} caractère : il y a un espace. Enlevez-le, ou mettez un point.</source>
        <translation>Character {rank}: there is a space. Take it out, or put a dot.</translation>
    </message>
    <message>
        <source>{rank} caractère : « {character} » est une majuscule. Écrivez-la en minuscule.</source>
        <translation>Character {rank}: “{character}” is a capital. Write it as a small letter.</translation>
    </message>
    <message>
        <source>{rank} caractère : « {character} » porte un accent. Écrivez la lettre sans accent.</source>
        <translation>Character {rank}: “{character}” has an accent. Write the letter without it.</translation>
    </message>
    <message>
        <source>{rank} caractère : « {character} » ne peut pas servir.</source>
        <translation>Character {rank}: “{character}” cannot be used.</translation>
    </message>
    <message>
        <source>Un numéro de sécurité sociale</source>
        <translation>A social security number</translation>
    </message>
    <message>
        <source>Un IBAN</source>
        <translation>An IBAN</translation>
    </message>
    <message>
        <source>au moins 9 caractères</source>
        <translation>at least 9 characters</translation>
    </message>
    <message>
        <source>une majuscule</source>
        <translation>a capital letter</translation>
    </message>
    <message>
        <source>une minuscule</source>
        <translation>a small letter</translation>
    </message>
    <message>
        <source>un chiffre</source>
        <translation>a digit</translation>
    </message>
    <message>
        <source>un signe, comme ! ou ?</source>
        <translation>a sign, such as ! or ?</translation>
    </message>
    <message>
        <source>sans votre nom ni votre identifiant</source>
        <translation>without your name or your login name</translation>
    </message>
    <message>
        <source>Le code provisoire a 12 lettres et chiffres, il est dans la lettre ou l’e-mail d’information.</source>
        <translation>The provisional code has 12 letters and digits, it is in the letter or the e-mail of information.</translation>
    </message>
    <message>
        <source>« 0 » zéro</source>
        <translation>“0” zero</translation>
    </message>
    <message>
        <source>« 1 » un</source>
        <translation>“1” one</translation>
    </message>
    <message>
        <source>« 8 » huit</source>
        <translation>“8” eight</translation>
    </message>
    <message>
        <source>« O » lettre</source>
        <translation>“O” letter</translation>
    </message>
    <message>
        <source>« I » majuscule</source>
        <translation>“I” capital</translation>
    </message>
    <message>
        <source>« l » minuscule</source>
        <translation>“l” small letter</translation>
    </message>
    <message>
        <source>« B » lettre</source>
        <translation>“B” letter</translation>
    </message>
    <message>
        <source>{capital_o} ou {zero} ?</source>
        <translation>{capital_o} or {zero}?</translation>
    </message>
    <message>
        <source>{zero} ou {capital_o} ?</source>
        <translation>{zero} or {capital_o}?</translation>
    </message>
    <message>
        <source>{capital_i}, {small_l} ou {one} ?</source>
        <translation>{capital_i}, {small_l} or {one}?</translation>
    </message>
    <message>
        <source>{small_l}, {capital_i} ou {one} ?</source>
        <translation>{small_l}, {capital_i} or {one}?</translation>
    </message>
    <message>
        <source>{one}, {small_l} ou {capital_i} ?</source>
        <translation>{one}, {small_l} or {capital_i}?</translation>
    </message>
    <message>
        <source>{capital_b} ou {eight} ?</source>
        <translation>{capital_b} or {eight}?</translation>
    </message>
    <message>
        <source>{eight} ou {capital_b} ?</source>
        <translation>{eight} or {capital_b}?</translation>
    </message>
    <message>
        <source>C’est un numéro de sécurité sociale.</source>
        <translation>This is a social security number.</translation>
    </message>
    <message>
        <source>{count} : il y a {extra} de trop, le code en a 12.</source>
        <translation>{count}: there are {extra} too many, the code has 12.</translation>
    </message>
    <message>
        <source>Six chiffres : c’est un code de connexion, reçu par SMS ou par e-mail.</source>
        <translation>Six digits: this is a sign-in code, received by text message or by e-mail.</translation>
    </message>
    <message>
        <source>Rien que des chiffres : est-ce un code du compte ameli ?</source>
        <translation>Nothing but digits: is this a code of the ameli account?</translation>
    </message>
    <message>
        <source>{rank} caractère : « {character} » est une copie élargie. Retapez-le au clavier.</source>
        <translation>Character {rank}: “{character}” is a wide copy. Type it again on the keyboard.</translation>
    </message>
    <message>
        <source>{rank} caractère : « {character} » porte un accent. Le code n’en a pas : relisez-le.</source>
        <translation>Character {rank}: “{character}” has an accent. The code has none: read it again.</translation>
    </message>
    <message>
        <source>{rank} caractère : « {character} » n’est ni une lettre ni un chiffre du code. Relisez-le.</source>
        <translation>Character {rank}: “{character}” is neither a letter nor a digit of the code. Read it again.</translation>
    </message>
    <message>
        <source>{rank} caractère : {readings}</source>
        <translation>Character {rank}: {readings}</translation>
    </message>
    <message>
        <source>La touche Verr. Maj. est active : les majuscules et les minuscules comptent.</source>
        <translation>Caps Lock is on: capitals and small letters matter.</translation>
    </message>
    <message>
        <source>Toutes les lettres sont des majuscules : est-ce bien ainsi sur la lettre reçue ?</source>
        <translation>All the letters are capitals: is it really so in the letter received?</translation>
    </message>
    <message>
        <source>Toutes les lettres sont des minuscules : est-ce bien ainsi sur la lettre reçue ?</source>
        <translation>All the letters are small: is it really so in the letter received?</translation>
    </message>
    <message>
        <source>Ces informations, mises ensemble, ne correspondent à personne.</source>
        <translation>Put together, these details match nobody.</translation>
    </message>
    <message>
        <source>Relisez le numéro de sécurité sociale, le numéro de série (de la carte la plus récente), la date de naissance et le code provisoire : rien de ce qui est écrit n’est perdu.</source>
        <translation>Read again the social security number, the serial number (of the newest card), the date of birth and the provisional code: nothing that is written is lost.</translation>
    </message>
    <message>
        <source>Cette démarche ne peut pas être faite ici.</source>
        <translation>This request cannot be made here.</translation>
    </message>
    <message>
        <source>Proposez d’appeler le 34 22 et remettez la fiche avec ses horaires. N’en dites pas plus.</source>
        <translation>Suggest calling 34 22 and hand over the slip with its hours. Say no more about it.</translation>
    </message>
    <message>
        <source>Il y a eu trop d’essais pour cette personne.</source>
        <translation>There were too many attempts for this person.</translation>
    </message>
    <message>
        <source>Attendez une heure avant de recommencer, ou proposez d’appeler le 34 22.</source>
        <translation>Wait an hour before starting again, or suggest calling 34 22.</translation>
    </message>
    <message>
        <source>Il y a eu trop d’essais depuis ce poste ou avec ce nom d’agent.</source>
        <translation>There were too many attempts from this computer or under this agent’s name.</translation>
    </message>
    <message>
        <source>Attendez une heure avant de recommencer, ou proposez d’appeler le 34 22. Si cela continue, prévenez l’assistance.</source>
        <translation>Wait an hour before starting again, or suggest calling 34 22. If this goes on, tell the support team.</translation>
    </message>
    <message>
        <source>La personne à qui est cette carte ne peut pas décider ici pour l’autre.</source>
        <translation>The person whose card this is cannot decide here for the other one.</translation>
    </message>
    <message>
        <source>À partir de 18 ans, chacun vient avec sa propre carte et son propre code. Avant, ce sont les parents ou le tuteur nommé par le juge.</source>
        <translation>From the age of 18, people come with their own card and their own code. Before that, it is the parents or the guardian named by the judge.</translation>
    </message>
    <message>
        <source>Ce code provisoire n’est plus valable : il l’est six semaines après son envoi.</source>
        <translation>This provisional code is no longer valid: it lasts six weeks after it was sent.</translation>
    </message>
    <message>
        <source>Demandez un nouveau code. La personne garde tous ses choix.</source>
        <translation>Ask for a new code. The person keeps every choice.</translation>
    </message>
    <message>
        <source>Ce code provisoire a déjà servi : il ne sert qu’une fois.</source>
        <translation>This provisional code has been used: it serves only once.</translation>
    </message>
    <message>
        <source>Ce code provisoire est bloqué après cinq essais.</source>
        <translation>This provisional code is blocked after five attempts.</translation>
    </message>
    <message>
        <source>Un code vient d’être demandé.</source>
        <translation>A code has just been asked for.</translation>
    </message>
    <message>
        <source>Attendez 30 secondes avant d’en demander un autre.</source>
        <translation>Wait 30 seconds before asking for another one.</translation>
    </message>
    <message>
        <source>La demande de code est partie, mais la réponse n’est pas arrivée.</source>
        <translation>The request for a code has left, but no answer came.</translation>
    </message>
    <message>
        <source>Si rien n’arrive, demandez-le de nouveau : seul le dernier code reçu est valable.</source>
        <translation>If nothing arrives, ask for it again: only the last code received is valid.</translation>
    </message>
    <message>
        <source>La caisse ne connaît ni e-mail, ni téléphone mobile, ni adresse de la personne.</source>
        <translation>The fund knows neither an e-mail, nor a mobile number, nor an address of the person.</translation>
    </message>
    <message>
        <source>Un code déjà reçu reste utilisable. Sinon, la personne donne son contact à sa caisse.</source>
        <translation>A code already received can still be used. Otherwise, the person gives contact details to the fund.</translation>
    </message>
    <message>
        <source>Cet e-mail ou ce numéro de mobile ne peut pas recevoir de message.</source>
        <translation>This e-mail or mobile number cannot receive messages.</translation>
    </message>
    <message>
        <source>La personne le corrige, ou continue sans : ce qui est écrit n’est pas perdu.</source>
        <translation>The person corrects it, or goes on without: what is written is not lost.</translation>
    </message>
    <message>
        <source>Les conditions d’utilisation n’ont pas été acceptées.</source>
        <translation>The terms of use were not accepted.</translation>
    </message>
    <message>
        <source>Revenez à l’écran de la personne : elle lit et accepte elle-même.</source>
        <translation>Go back to the person’s screen: the person alone reads and accepts.</translation>
    </message>
    <message>
        <source>Cet identifiant est déjà pris.</source>
        <translation>This login name is taken.</translation>
    </message>
    <message>
        <source>La personne en choisit un autre : des idées lui sont proposées.</source>
        <translation>The person chooses another one: some are suggested.</translation>
    </message>
    <message>
        <source>Cet identifiant ne suit pas les règles.</source>
        <translation>This login name does not follow the rules.</translation>
    </message>
    <message>
        <source>La personne le corrige sur son écran : la règle manquante y est indiquée.</source>
        <translation>The person corrects it on the person’s screen, which shows the missing rule.</translation>
    </message>
    <message>
        <source>Ce mot de passe est trop facile à deviner.</source>
        <translation>This password is too easy to guess.</translation>
    </message>
    <message>
        <source>La personne en choisit un autre sur son écran.</source>
        <translation>The person chooses another one on the person’s screen.</translation>
    </message>
    <message>
        <source>Les 20 minutes de cette identification sont passées.</source>
        <translation>The 20 minutes of this identification are over.</translation>
    </message>
    <message>
        <source>Vérifiez de nouveau le code provisoire : rien de ce qui est écrit n’est perdu.</source>
        <translation>Check the provisional code again: nothing that is written is lost.</translation>
    </message>
    <message>
        <source>Cette demande n’est pas possible dans la situation actuelle de l’espace.</source>
        <translation>This request is not possible in the present state of the space.</translation>
    </message>
    <message>
        <source>Revenez à la décision : ce qui est possible y est proposé.</source>
        <translation>Go back to the decision: what is possible is offered there.</translation>
    </message>
    <message>
        <source>Cette demande ressemble à une autre, déjà envoyée.</source>
        <translation>This request looks like another one that was already sent.</translation>
    </message>
    <message>
        <source>Rien n’a été changé. Recommencez le dossier depuis la carte.</source>
        <translation>Nothing was changed. Start the case again from the card.</translation>
    </message>
    <message>
        <source>La demande est partie, mais la réponse n’est pas arrivée.</source>
        <translation>The request has left, but no answer came.</translation>
    </message>
    <message>
        <source>Choisissez « Demander la réponse » : rien n’est envoyé deux fois.</source>
        <translation>Choose “Ask for the answer”: nothing is sent twice.</translation>
    </message>
    <message>
        <source>La demande n’est pas arrivée au service. Rien n’a été changé.</source>
        <translation>The request did not reach the service. Nothing was changed.</translation>
    </message>
    <message>
        <source>Envoyez-la de nouveau : rien de ce qui est écrit n’est perdu.</source>
        <translation>Send it again: nothing that is written is lost.</translation>
    </message>
    <message>
        <source>Le service ne répond pas. Rien n’a été envoyé.</source>
        <translation>The service is not responding. Nothing was sent.</translation>
    </message>
    <message>
        <source>Vérifiez la connexion, puis réessayez : rien de ce qui est écrit n’est perdu.</source>
        <translation>Check the connection, then try again: nothing that is written is lost.</translation>
    </message>
    <message>
        <source>Le service ne peut pas répondre tout de suite. Rien n’a été envoyé.</source>
        <translation>The service cannot answer right now. Nothing was sent.</translation>
    </message>
    <message>
        <source>Attendez une minute, puis réessayez.</source>
        <translation>Wait a minute, then try again.</translation>
    </message>
    <message>
        <source>Le service a une panne. Rien n’a été changé.</source>
        <translation>The service has a breakdown. Nothing was changed.</translation>
    </message>
    <message>
        <source>Réessayez dans quelques minutes. Si cela continue, prévenez l’assistance.</source>
        <translation>Try again in a few minutes. If this goes on, tell the support team.</translation>
    </message>
    <message>
        <source>Le service n’a plus de place pour enregistrer. Rien n’a été changé.</source>
        <translation>The service has no room left to record anything. Nothing was changed.</translation>
    </message>
    <message>
        <source>Prévenez l’assistance. Proposez à la personne de revenir, ou d’appeler le 34 22.</source>
        <translation>Tell the support team. Suggest that the person comes back, or calls 34 22.</translation>
    </message>
    <message>
        <source>Le service ne reconnaît pas ce poste.</source>
        <translation>The service does not recognise this computer.</translation>
    </message>
    <message>
        <source>Prévenez l’assistance : l’autorisation de ce poste est à vérifier.</source>
        <translation>Tell the support team: this computer’s authorisation has to be checked.</translation>
    </message>
    <message>
        <source>La réponse du service n’est pas lisible.</source>
        <translation>The service’s answer cannot be read.</translation>
    </message>
    <message>
        <source>Réessayez. Si cela continue, prévenez l’assistance : la version est à vérifier.</source>
        <translation>Try again. If this goes on, tell the support team: the version has to be checked.</translation>
    </message>
    <message>
        <source>Le service n’a pas compris la demande. Rien n’a été changé.</source>
        <translation>The service did not understand the request. Nothing was changed.</translation>
    </message>
    <message>
        <source>Prévenez l’assistance : la version de ce poste est à vérifier.</source>
        <translation>Tell the support team: the version on this computer has to be checked.</translation>
    </message>
    <message>
        <source>La demande est arrivée trop lentement au service. Rien n’a été changé.</source>
        <translation>The request reached the service too slowly. Nothing was changed.</translation>
    </message>
    <message>
        <source>Le service ne connaît pas cette demande.</source>
        <translation>The service does not know this request.</translation>
    </message>
    <message>
        <source>Aucune imprimante n’est installée sur ce poste.</source>
        <translation>No printer is installed on this computer.</translation>
    </message>
    <message>
        <source>Enregistrez la confirmation en PDF, ou installez une imprimante puis réessayez.</source>
        <translation>Save the confirmation as a PDF, or install a printer and try again.</translation>
    </message>
    <message>
        <source>L’imprimante n’a pas pris la page.</source>
        <translation>The printer did not take the page.</translation>
    </message>
    <message>
        <source>Vérifiez le papier et le câble, puis réessayez. La demande, elle, est enregistrée.</source>
        <translation>Check the paper and the cable, then try again. The request itself is recorded.</translation>
    </message>
    <message>
        <source>Le fichier n’a pas pu être écrit.</source>
        <translation>The file could not be written.</translation>
    </message>
    <message>
        <source>Choisissez un autre dossier, ou libérez de la place.</source>
        <translation>Choose another folder, or free some room.</translation>
    </message>
    <message>
        <source>Les réglages de ce poste ne sont pas lisibles.</source>
        <translation>The settings of this computer cannot be read.</translation>
    </message>
    <message>
        <source>Les réglages d’origine servent à la place. Prévenez l’assistance.</source>
        <translation>The original settings are used instead. Tell the support team.</translation>
    </message>
    <message>
        <source>La personne a 18 ans : elle décide elle-même, avec son propre code.</source>
        <translation>The person is 18: she or he decides alone, with a code of her or his own.</translation>
    </message>
    <message>
        <source>Pour un enfant, ce sont ses parents ou le tuteur nommé par le juge.</source>
        <translation>For a child, it is the parents or the guardian named by the judge.</translation>
    </message>
    <message>
        <source>Cette mesure ne porte que sur les biens : la personne décide elle-même.</source>
        <translation>This measure is only about goods: the person decides alone.</translation>
    </message>
    <message>
        <source>Le curateur conseille : la personne décide elle-même.</source>
        <translation>The curator advises: the person decides alone.</translation>
    </message>
    <message>
        <source>Un proche peut accompagner : la personne décide elle-même.</source>
        <translation>Someone close may come along: the person decides alone.</translation>
    </message>
    <message>
        <source>Numéro d’attente</source>
        <translation>Waiting number</translation>
    </message>
    <message>
        <source>Numéro provisoire</source>
        <translation>Temporary number</translation>
    </message>
    <message>
        <source>Ancien numéro provisoire</source>
        <translation>Former temporary number</translation>
    </message>
    <message>
        <source>Si une lettre plus récente en donne un autre, prenez celui-ci.</source>
        <translation>If a newer letter gives another one, take that one.</translation>
    </message>
    <message>
        <source>Monsieur</source>
        <translation>Mr</translation>
    </message>
    <message>
        <source>Madame</source>
        <translation>Ms</translation>
    </message>
    <message>
        <source>Recopiez les 15 chiffres de la carte.</source>
        <translation>Copy the 15 digits of the card.</translation>
    </message>
    <message>
        <source>Il y a {extra} de trop : le numéro en a 15, clé comprise.</source>
        <translation>There are {extra} too many: the number has 15, key included.</translation>
    </message>
    <message>
        <source>Encore 1 chiffre : la clé en a 2</source>
        <translation>1 digit to go: the key has 2</translation>
    </message>
    <message>
        <source>C’est un numéro de téléphone. Le numéro de sécurité sociale a 15 chiffres.</source>
        <translation>This is a telephone number. The social security number has 15 digits.</translation>
    </message>
    <message>
        <source>C’est le numéro de série de la carte. Le numéro de sécurité sociale a 15 chiffres.</source>
        <translation>This is the serial number of the card. The social security number has 15 digits.</translation>
    </message>
    <message>
        <source>C’est le numéro d’exemple de la notice. Recopiez celui de la carte.</source>
        <translation>This is the example number of the guide. Copy the one on the card.</translation>
    </message>
    <message>
        <source>6ᵉ et 7ᵉ caractères : « {typed} ». Pour la Corse, c’est « 2A » ou « 2B ».</source>
        <translation>Characters 6 and 7: “{typed}”. For Corsica, it is “2A” or “2B”.</translation>
    </message>
    <message>
        <source>Le premier chiffre ne peut pas être {digit} : c’est 1 ou 2, ou de 3 à 8 pour un numéro d’attente.</source>
        <translation>The first digit cannot be {digit}: it is 1 or 2, or 3 to 8 for a waiting number.</translation>
    </message>
    <message>
        <source>Il manque la clé, les 2 derniers chiffres. D’après le calcul, c’est « {expected} » : vérifiez-le sur la carte.</source>
        <translation>The key is missing, the last 2 digits. The calculation gives “{expected}”: check it on the card.</translation>
    </message>
    <message>
        <source>Le mois « {month} » n’existe pas : relisez les 4ᵉ et 5ᵉ chiffres.</source>
        <translation>The month “{month}” does not exist: read digits 4 and 5 again.</translation>
    </message>
    <message>
        <source>La clé, les 2 derniers chiffres, va de 01 à 97 : relisez « {key:02} ».</source>
        <translation>The key, the last 2 digits, goes from 01 to 97: read “{key:02}” again.</translation>
    </message>
    <message>
        <source>{kind} (il commence par {first}) : il est accepté. {if_another}</source>
        <translation>{kind} (it begins with {first}): it is accepted. {if_another}</translation>
    </message>
    <message>
        <source>Le mois « {month} » est rare : mois de naissance inconnu. Relisez-le sur la carte.</source>
        <translation>The month “{month}” is rare: month of birth not known. Read it again on the card.</translation>
    </message>
    <message>
        <source>Le mois « {month} » est très rare : relisez les 4ᵉ et 5ᵉ chiffres.</source>
        <translation>The month “{month}” is very rare: read digits 4 and 5 again.</translation>
    </message>
    <message>
        <source>Le département « {department} » n’est pas connu : relisez-le sur la carte.</source>
        <translation>The département “{department}” is not known: read it again on the card.</translation>
    </message>
    <message>
        <source>La commune et le numéro d’ordre ne sont jamais à zéro : relisez-les.</source>
        <translation>The commune and the order number are never zero: read them again.</translation>
    </message>
    <message>
        <source>L’année ne va pas avec la date de naissance.</source>
        <translation>The year does not match the date of birth.</translation>
    </message>
    <message>
        <source>Le mois ne va pas avec la date de naissance.</source>
        <translation>The month does not match the date of birth.</translation>
    </message>
    <message>
        <source>Est-ce bien le numéro de cette personne, et non celui d’un proche ?</source>
        <translation>Is this really this person’s number, and not that of someone close?</translation>
    </message>
    <message>
        <source>l’année</source>
        <translation>the year</translation>
    </message>
    <message>
        <source>le mois</source>
        <translation>the month</translation>
    </message>
    <message>
        <source>le département</source>
        <translation>the département</translation>
    </message>
    <message>
        <source>la commune</source>
        <translation>the commune</translation>
    </message>
    <message>
        <source>le numéro d’ordre</source>
        <translation>the order number</translation>
    </message>
    <message>
        <source>la clé</source>
        <translation>the key</translation>
    </message>
    <message>
        <source>le premier chiffre</source>
        <translation>the first digit</translation>
    </message>
    <message>
        <source>le pays</source>
        <translation>the country</translation>
    </message>
    <message>
        <source>La clé ne va pas avec le reste du numéro</source>
        <translation>The key does not match the rest of the number</translation>
    </message>
    <message>
        <source>{wrong} : relisez-le bloc par bloc.</source>
        <translation>{wrong}: read it again block by block.</translation>
    </message>
    <message>
        <source>{block} « {digits} »</source>
        <translation>{block} “{digits}”</translation>
    </message>
    <message>
        <source>{wrong} : relisez {blocks}.</source>
        <translation>{wrong}: read {blocks} again.</translation>
    </message>
    <message>
        <source>{wrong} : relisez {blocks} « {typed} ». La date de naissance donne « {meant} ».</source>
        <translation>{wrong}: read {blocks} “{typed}” again. The date of birth gives “{meant}”.</translation>
    </message>
    <message>
        <source>{blocks} (« {meant} » plutôt que « {typed} »)</source>
        <translation>{blocks} (“{meant}” rather than “{typed}”)</translation>
    </message>
    <message>
        <source>dans {blocks}</source>
        <translation>in {blocks}</translation>
    </message>
    <message>
        <source>Deux chiffres sont peut-être inversés {where}.</source>
        <translation>Two digits may be swapped {where}.</translation>
    </message>
    <message>
        <source>Peut-être inversés : {blocks}.</source>
        <translation>May be swapped: {blocks}.</translation>
    </message>
    <message>
        <source>Très facile à deviner</source>
        <translation>Very easy to guess</translation>
    </message>
    <message>
        <source>Facile à deviner</source>
        <translation>Easy to guess</translation>
    </message>
    <message>
        <source>Encore un peu facile à deviner</source>
        <translation>Still a little easy to guess</translation>
    </message>
    <message>
        <source>Solide</source>
        <translation>Strong</translation>
    </message>
    <message>
        <source>Très solide</source>
        <translation>Very strong</translation>
    </message>
    <message>
        <source>Ajoutez un mot ou deux, sans lien entre eux.</source>
        <translation>Add a word or two that have no link with each other.</translation>
    </message>
    <message>
        <source>Des touches qui se suivent se devinent vite.</source>
        <translation>Keys next to each other are guessed quickly.</translation>
    </message>
    <message>
        <source>Un signe ou un mot répété n’ajoute presque rien.</source>
        <translation>A repeated sign or word adds almost nothing.</translation>
    </message>
    <message>
        <source>Beaucoup de gens ont choisi presque le même.</source>
        <translation>Many people have chosen almost the same.</translation>
    </message>
    <message>
        <source>Une date ou une année se devine vite.</source>
        <translation>A date or a year is guessed quickly.</translation>
    </message>
    <message>
        <source>Un mot seul se devine vite.</source>
        <translation>A single word is guessed quickly.</translation>
    </message>
    <message>
        <source>Un nom ou un prénom se devine vite.</source>
        <translation>A name is guessed quickly.</translation>
    </message>
    <message>
        <source>Pas encore possible : son espace n’est pas ouvert. Pour ne pas l’avoir, c’est une opposition.</source>
        <translation>Not possible yet: the space is not open. Not to have it is a refusal.</translation>
    </message>
    <message>
        <source>C’est déjà fait : l’espace ne sera pas créé. La personne peut changer d’avis et l’activer.</source>
        <translation>This is done already: the space will not be created. The person can change their mind and activate it.</translation>
    </message>
    <message>
        <source>Il n’y a rien à clôturer : l’espace n’a pas été créé.</source>
        <translation>There is nothing to close: the space was not created.</translation>
    </message>
    <message>
        <source>Son espace est déjà ouvert. Pour ne plus l’avoir, c’est une clôture : elle est possible à tout moment.</source>
        <translation>The space is open already. Not to have it any more is a closing: it is possible at any time.</translation>
    </message>
    <message>
        <source>C’est déjà fait : son espace est activé. Pour une aide à la connexion, appelez le 34 22.</source>
        <translation>This is done already: the space is activated. For help with signing in, call 34 22.</translation>
    </message>
    <message>
        <source>Il n’y a rien d’autre à faire : l’espace est clôturé.</source>
        <translation>There is nothing else to do: the space is closed.</translation>
    </message>
    <message>
        <source>C’est déjà fait : l’espace est clôturé.</source>
        <translation>This is done already: the space is closed.</translation>
    </message>
    <message>
        <source>Il n’y a rien d’autre à faire : l’espace est clôturé et ses données vont être supprimées.</source>
        <translation>There is nothing else to do: the space is closed and its data will be deleted.</translation>
    </message>
    <message>
        <source>C’est déjà fait : l’espace est clôturé et ses données vont être supprimées.</source>
        <translation>This is done already: the space is closed and its data will be deleted.</translation>
    </message>
    <message>
        <source>Il n’y a rien d’autre à faire : il n’y a plus d’espace ni de données.</source>
        <translation>There is nothing else to do: there is no space and no data any more.</translation>
    </message>
    <message>
        <source>Il n’y a rien à clôturer : il n’y a plus d’espace ni de données.</source>
        <translation>There is nothing to close: there is no space and no data any more.</translation>
    </message>
    <message>
        <source>Il n’y a rien à supprimer : son espace n’est pas ouvert. Pour ne pas l’avoir, c’est une opposition.</source>
        <translation>There is nothing to delete: the space is not open. Not to have it is a refusal.</translation>
    </message>
    <message>
        <source>Il n’y a rien à supprimer : l’espace n’a pas été créé.</source>
        <translation>There is nothing to delete: the space was not created.</translation>
    </message>
    <message>
        <source>La suppression des données se demande avec la clôture : elle est possible à tout moment.</source>
        <translation>The deletion of the data is asked for with the closing: it is possible at any time.</translation>
    </message>
    <message>
        <source>C’est déjà fait : les données vont être supprimées.</source>
        <translation>This is done already: the data will be deleted.</translation>
    </message>
    <message>
        <source>C’est déjà fait : il n’y a plus de données.</source>
        <translation>This is done already: there are no data any more.</translation>
    </message>
    <message>
        <source>C’est déjà fait : l’espace de l’enfant ne s’ouvrira pas à la suite de cet envoi.</source>
        <translation>This is done already: the child’s space will not open after this letter.</translation>
    </message>
    <message>
        <source>Cette situation se règle avec le 34 22 : proposez la fiche avec ses horaires.</source>
        <translation>34 22 deals with this situation: offer the slip with its hours.</translation>
    </message>
    <message>
        <source>Lettre envoyée le {sent_on} : jusqu’au {until}, ce jour compris.</source>
        <translation>Letter sent on {sent_on}: until {until}, that day included.</translation>
    </message>
    <message>
        <source>Lettre reçue le {received_on} : jusqu’au {until}, ce jour compris.</source>
        <translation>Letter received on {received_on}: until {until}, that day included.</translation>
    </message>
    <message>
        <source>opposition</source>
        <translation>refusal</translation>
    </message>
    <message>
        <source>clôture</source>
        <translation>closing</translation>
    </message>
    <message>
        <source>C’est la date d’envoi qui compte.</source>
        <translation>It is the date of sending that counts.</translation>
    </message>
    <message>
        <source>Depuis son arrivée : quelques jours de plus.</source>
        <translation>From its arrival: a few days more.</translation>
    </message>
    <message>
        <source>L’espace n’est pas encore ouvert.</source>
        <translation>The space is not open yet.</translation>
    </message>
    <message>
        <source>Ne pas le vouloir, c’est une opposition : il ne sera pas créé.</source>
        <translation>Not wanting it is a refusal: it will not be created.</translation>
    </message>
    <message>
        <source>L’espace est déjà ouvert.</source>
        <translation>The space is open already.</translation>
    </message>
    <message>
        <source>Ne plus le vouloir, c’est une clôture : elle est possible quand vous voulez.</source>
        <translation>Not wanting it any more is a closing: it is possible whenever you want.</translation>
    </message>
    <message>
        <source>S’opposer est encore possible aujourd’hui.</source>
        <translation>It can still be refused today.</translation>
    </message>
    <message>
        <source>Si l’espace s’ouvre, vous pourrez le clôturer quand vous voudrez.</source>
        <translation>If the space opens, you can close it whenever you want.</translation>
    </message>
    <message>
        <source>L’espace est déjà clôturé.</source>
        <translation>The space is closed already.</translation>
    </message>
    <message>
        <source>Vous n’avez rien d’autre à faire.</source>
        <translation>You have nothing else to do.</translation>
    </message>
    <message>
        <source>C’est déjà fait : l’espace ne sera pas créé.</source>
        <translation>This is done already: the space will not be created.</translation>
    </message>
    <message>
        <source>Ses documents vont être supprimés.</source>
        <translation>Its documents will be deleted.</translation>
    </message>
    <message>
        <source>Il n’y a plus d’espace, ni de documents.</source>
        <translation>There is no space and no document any more.</translation>
    </message>
    <message>
        <source>Pour cet espace, c’est le 34 22 qui répond.</source>
        <translation>For this space, 34 22 has the answer.</translation>
    </message>
    <message>
        <source>Je vous donne une fiche.</source>
        <translation>I will give you a slip.</translation>
    </message>
    <message>
        <source>C’est possible jusqu’à ce soir.</source>
        <translation>It is possible until tonight.</translation>
    </message>
    <message>
        <source>C’est possible jusqu’au {last_day}, ce jour compris.</source>
        <translation>It is possible until {last_day}, that day included.</translation>
    </message>
    <message>
        <source>La personne est là</source>
        <translation>The person is here</translation>
    </message>
    <message>
        <source>Quelqu’un vient pour un adulte</source>
        <translation>Somebody comes for an adult</translation>
    </message>
    <message>
        <source>Quelqu’un vient pour un enfant</source>
        <translation>Somebody comes for a child</translation>
    </message>
    <message>
        <source>Pas de carte, ou un décès</source>
        <translation>No card, or a death</translation>
    </message>
    <message>
        <source>la pièce d’identité de qui décide</source>
        <translation>the identity document of whoever decides</translation>
    </message>
    <message>
        <source>le livret de famille</source>
        <translation>the family record book</translation>
    </message>
    <message>
        <source>l’acte de naissance de l’enfant</source>
        <translation>the child’s birth certificate</translation>
    </message>
    <message>
        <source>la décision du juge</source>
        <translation>the judge’s decision</translation>
    </message>
    <message>
        <source>La personne décide elle-même.</source>
        <translation>The person decides alone.</translation>
    </message>
    <message>
        <source>Son représentant légal, qui est venu, peut décider.</source>
        <translation>The legal representative, who came, may decide.</translation>
    </message>
    <message>
        <source>Cette personne ne décide pas pour l’enfant. Elle peut dire que le courrier n’était pas pour elle.</source>
        <translation>This person does not decide for the child, and can say that the letter was for somebody else.</translation>
    </message>
    <message>
        <source>Personne ne peut décider ici aujourd’hui : remettez la fiche.</source>
        <translation>Nobody can decide here today: hand over the slip.</translation>
    </message>
    <message>
        <source>Pour un adulte, la loi parle de l’opposition seulement. Pour activer ou clôturer, c’est le 34 22 qui répond.</source>
        <translation>For an adult, the law speaks of the refusal only. To activate or to close, 34 22 has the answer.</translation>
    </message>
    <message>
        <source>zéro</source>
        <translation>zero</translation>
    </message>
    <message>
        <source>un</source>
        <translation>one</translation>
    </message>
    <message>
        <source>cinq</source>
        <translation>five</translation>
    </message>
    <message>
        <source>huit</source>
        <translation>eight</translation>
    </message>
    <message>
        <source>1ᵉʳ</source>
        <translation>1</translation>
    </message>
    <message>
        <source>{rank}ᵉ</source>
        <translation>{rank}</translation>
    </message>
    <message>
        <source>{number} chiffre</source>
        <translation>{number} digit</translation>
    </message>
    <message>
        <source>{number} chiffres</source>
        <translation>{number} digits</translation>
    </message>
    <message>
        <source>{number} caractère</source>
        <translation>{number} character</translation>
    </message>
    <message>
        <source>{number} caractères</source>
        <translation>{number} characters</translation>
    </message>
    <message>
        <source>{rank} caractère : « {character} » n’est pas un chiffre. Relisez-le.</source>
        <translation>Character {rank}: “{character}” is not a digit. Read it again.</translation>
    </message>
    <message>
        <source>{rank} caractère : « {character} » est une lettre. Est-ce le chiffre « {digit} » ({name}) ?</source>
        <translation>Character {rank}: “{character}” is a letter. Is it the digit “{digit}” ({name})?</translation>
    </message>
    <message>
        <source>janvier</source>
        <translation>January</translation>
    </message>
    <message>
        <source>février</source>
        <translation>February</translation>
    </message>
    <message>
        <source>mars</source>
        <translation>March</translation>
    </message>
    <message>
        <source>avril</source>
        <translation>April</translation>
    </message>
    <message>
        <source>mai</source>
        <translation>May</translation>
    </message>
    <message>
        <source>juin</source>
        <translation>June</translation>
    </message>
    <message>
        <source>juillet</source>
        <translation>July</translation>
    </message>
    <message>
        <source>août</source>
        <translation>August</translation>
    </message>
    <message>
        <source>septembre</source>
        <translation>September</translation>
    </message>
    <message>
        <source>octobre</source>
        <translation>October</translation>
    </message>
    <message>
        <source>novembre</source>
        <translation>November</translation>
    </message>
    <message>
        <source>décembre</source>
        <translation>December</translation>
    </message>
    <message>
        <source>lundi</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>mardi</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>mercredi</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>jeudi</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>vendredi</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>samedi</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>dimanche</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>1er {month} {year}</source>
        <translation>1 {month} {year}</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{day} {month} {year}</translation>
    </message>
    <message>
        <source>{weekday} {day}</source>
        <translation>{weekday} {day}</translation>
    </message>
    <message>
        <source>{words} et {last}</source>
        <translation>{words} and {last}</translation>
    </message>
    <message>
        <source>{words} ou {last}</source>
        <translation>{words} or {last}</translation>
    </message>
    <message>
        <source>{words} ni {last}</source>
        <translation>{words} or {last}</translation>
    </message>
    <message>
        <source>{words}, {word}</source>
        <translation>{words}, {word}</translation>
    </message>
    <message>
        <source>espace activé</source>
        <translation>space activated</translation>
    </message>
    <message>
        <source>opposition enregistrée</source>
        <translation>refusal recorded</translation>
    </message>
    <message>
        <source>espace clôturé</source>
        <translation>space closed</translation>
    </message>
    <message>
        <source>suppression demandée</source>
        <translation>deletion asked for</translation>
    </message>
    <message>
        <source>courrier mal adressé</source>
        <translation>misdirected letter</translation>
    </message>
    <message>
        <source>La personne s’est opposée à la création de son espace.</source>
        <translation>The person refused the creation of this space.</translation>
    </message>
    <message>
        <source>Son espace s’est ouvert sans réponse. Personne n’y est encore entré.</source>
        <translation>This space opened without an answer. Nobody has entered it yet.</translation>
    </message>
    <message>
        <source>Son espace est activé.</source>
        <translation>This space is activated.</translation>
    </message>
    <message>
        <source>Son espace est clôturé. Ses données sont gardées dix ans.</source>
        <translation>This space is closed. Its data are kept for ten years.</translation>
    </message>
    <message>
        <source>Son espace est clôturé. La suppression de ses données est demandée.</source>
        <translation>This space is closed. The deletion of its data has been asked for.</translation>
    </message>
    <message>
        <source>Il n’y a plus d’espace : ses données ont été supprimées.</source>
        <translation>There is no space any more: its data have been deleted.</translation>
    </message>
    <message>
        <source>Son espace est suspendu par l’Assurance Maladie.</source>
        <translation>This space is suspended by the health insurance.</translation>
    </message>
    <message>
        <source>La création de cet espace est arrêtée : le courrier n’était pas arrivé au bon représentant légal.</source>
        <translation>The creation of this space is stopped: the letter had not reached the right legal representative.</translation>
    </message>
    <message>
        <source>« Je n’en veux pas » : c’est une opposition. L’espace ne sera pas créé.</source>
        <translation>“I do not want it”: this is a refusal. The space will not be created.</translation>
    </message>
    <message>
        <source>« Je n’en veux pas » : c’est une clôture. Le rouvrir reste possible.</source>
        <translation>“I do not want it”: this is a closing. It can be opened again.</translation>
    </message>
    <message>
        <source>La situation se règle avec le 34 22.</source>
        <translation>34 22 deals with this situation.</translation>
    </message>
    <message>
        <source>Sans réponse, l’espace s’ouvre ces jours-ci. &lt;b&gt;S’opposer est encore possible aujourd’hui.&lt;/b&gt;</source>
        <translation>Without an answer, the space opens within days. &lt;b&gt;It can still be refused today.&lt;/b&gt;</translation>
    </message>
    <message>
        <source>c’est le dernier jour</source>
        <translation>this is the last day</translation>
    </message>
    <message>
        <source>il reste {count} jours</source>
        <translation>{count} days are left</translation>
    </message>
    <message>
        <source>Sans réponse, l’espace s’ouvre le &lt;b&gt;{day}&lt;/b&gt; : {rest}.</source>
        <translation>Without an answer, the space opens on &lt;b&gt;{day}&lt;/b&gt;: {rest}.</translation>
    </message>
    <message>
        <source>Carte</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Personne et pièce vue</source>
        <translation>Person and document seen</translation>
    </message>
    <message>
        <source>Code provisoire</source>
        <translation>Provisional code</translation>
    </message>
    <message>
        <source>Décision</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Ce que cela change</source>
        <translation>What it changes</translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation>Confirmation</translation>
    </message>
    <message>
        <source>Insérez la carte Vitale</source>
        <translation>Insert the carte Vitale</translation>
    </message>
    <message>
        <source>« Bonjour. Avez-vous votre carte Vitale et une pièce d’identité ? »</source>
        <translation>“Hello. Do you have your carte Vitale and an identity document?”</translation>
    </message>
    <message>
        <source>La carte seule ne prouve pas qui est là. Regardez une pièce d’identité, sans la copier.</source>
        <translation>The card alone does not prove who is there. Look at an identity document, without copying it.</translation>
    </message>
    <message>
        <source>Remettez la carte pour continuer</source>
        <translation>Put the card back to go on</translation>
    </message>
    <message>
        <source>« Pouvez-vous me redonner votre carte ? Rien n’est perdu. »</source>
        <translation>“Could you give me your card again? Nothing is lost.”</translation>
    </message>
    <message>
        <source>Le dossier attend, caché. Une autre carte l’efface de ce poste.</source>
        <translation>The case is waiting, hidden. Another card erases it from this computer.</translation>
    </message>
    <message>
        <source>Recopiez les numéros de la carte</source>
        <translation>Copy the numbers of the card</translation>
    </message>
    <message>
        <source>« Pouvez-vous me montrer votre carte Vitale, devant puis derrière ? »</source>
        <translation>“Could you show me your carte Vitale, front then back?”</translation>
    </message>
    <message>
        <source>Avec photo : le numéro de série est devant, près de la photo. Sans photo : il est au dos, en haut à gauche.</source>
        <translation>With a photo: the serial number is on the front, near the photo. Without: it is on the back, top left.</translation>
    </message>
    <message>
        <source>Quelle pièce d’identité avez-vous vue ?</source>
        <translation>Which identity document did you see?</translation>
    </message>
    <message>
        <source>« Pouvez-vous me montrer une pièce d’identité ? Je la regarde et je vous la rends. »</source>
        <translation>“Could you show me an identity document? I look at it and give it back.”</translation>
    </message>
    <message>
        <source>Comparez le nom et la date de naissance avec la carte. Ne notez aucun numéro.</source>
        <translation>Compare the name and the date of birth with the card. Note no number.</translation>
    </message>
    <message>
        <source>Qui est au comptoir ?</source>
        <translation>Who is at the counter?</translation>
    </message>
    <message>
        <source>« Venez-vous pour vous, ou pour quelqu’un d’autre ? »</source>
        <translation>“Have you come for yourself, or for somebody else?”</translation>
    </message>
    <message>
        <source>Choisissez ce que vous voyez. En cas de doute, parlez à la personne elle-même.</source>
        <translation>Choose what you see. When in doubt, speak to the person concerned.</translation>
    </message>
    <message>
        <source>Remettez la fiche</source>
        <translation>Hand over the slip</translation>
    </message>
    <message>
        <source>« Cette page vous dit où continuer, et quoi préparer. »</source>
        <translation>“This page tells you where to go on, and what to get ready.”</translation>
    </message>
    <message>
        <source>« Gardez-la : il n’y a aucun nom dessus. »</source>
        <translation>“Keep it: there is no name on it.”</translation>
    </message>
    <message>
        <source>Rien n’est enregistré. La personne peut revenir quand elle veut.</source>
        <translation>Nothing is recorded. The person can come back at any time.</translation>
    </message>
    <message>
        <source>Le code provisoire de la lettre</source>
        <translation>The provisional code of the letter</translation>
    </message>
    <message>
        <source>« Avez-vous la lettre ou l’e-mail qui annonce Mon espace santé ? »</source>
        <translation>“Do you have the letter or the e-mail that announces Mon espace santé?”</translation>
    </message>
    <message>
        <source>Le code a 12 lettres et chiffres, sous le nom de la personne. Ce n’est pas le code à 6 chiffres reçu par SMS.</source>
        <translation>The code has 12 letters and digits, under the person’s name. It is not the 6-digit code received by text message.</translation>
    </message>
    <message>
        <source>Où envoyer le nouveau code ?</source>
        <translation>Where to send the new code?</translation>
    </message>
    <message>
        <source>« Je peux vous faire envoyer un nouveau code. »</source>
        <translation>“I can have a new code sent to you.”</translation>
    </message>
    <message>
        <source>« Par où voulez-vous le recevoir ? »</source>
        <translation>“Which way would you like to receive it?”</translation>
    </message>
    <message>
        <source>Ces contacts sont ceux que la caisse connaît. Ils sont en partie cachés. S’ils ont changé, la personne le dit à sa caisse.</source>
        <translation>These contacts are those that the fund knows. They are partly hidden. If they have changed, the person tells the fund.</translation>
    </message>
    <message>
        <source>La personne revient avec sa lettre</source>
        <translation>The person comes back with the letter</translation>
    </message>
    <message>
        <source>« Vous allez recevoir une lettre, avec votre code. »</source>
        <translation>“You will receive a letter, with your code.”</translation>
    </message>
    <message>
        <source>« Revenez nous voir avec la lettre et votre carte. »</source>
        <translation>“Come back to us with the letter and your card.”</translation>
    </message>
    <message>
        <source>Remettez la carte. Le dossier s’efface ensuite de ce poste.</source>
        <translation>Give the card back. The case is then erased from this computer.</translation>
    </message>
    <message>
        <source>Que souhaite la personne ?</source>
        <translation>What does the person wish?</translation>
    </message>
    <message>
        <source>« C’est vous qui décidez. Quel que soit votre choix, vous pourrez en changer. »</source>
        <translation>“You are the one who decides. Whatever you choose, you can change it.”</translation>
    </message>
    <message>
        <source>Attendez sa réponse, sans la suggérer. Elle n’a pas à donner de raison.</source>
        <translation>Wait for the answer, without suggesting it. No reason has to be given.</translation>
    </message>
    <message>
        <source>Le mandat, avant de taper à sa place</source>
        <translation>The mandate, before typing for the person</translation>
    </message>
    <message>
        <source>« Je peux taper pour vous. Ce papier dit ce que je fais, aujourd’hui seulement. »</source>
        <translation>“I can type for you. This paper says what I do, today only.”</translation>
    </message>
    <message>
        <source>« Je vous le lis. Signez-le si vous êtes d’accord. »</source>
        <translation>“I will read it to you. Sign it if you agree.”</translation>
    </message>
    <message>
        <source>Sans mandat signé, ne tapez rien à sa place. Le mot de passe reste à elle : elle le tape elle-même.</source>
        <translation>Without a signed mandate, type nothing for the person. The password stays with the person, who alone types it.</translation>
    </message>
    <message>
        <source>« Je vous lis ce qui va changer. Arrêtez-moi quand vous voulez. »</source>
        <translation>“I will read you what changes. Stop me whenever you want.”</translation>
    </message>
    <message>
        <source>« Est-ce bien ce que vous souhaitez ? »</source>
        <translation>“Is this really what you wish?”</translation>
    </message>
    <message>
        <source>Lisez chaque ligne à voix haute. Continuez quand la personne a dit oui.</source>
        <translation>Read each line aloud. Go on once the person has said yes.</translation>
    </message>
    <message>
        <source>Ce que change la suppression</source>
        <translation>What the deletion changes</translation>
    </message>
    <message>
        <source>« Clôturer et supprimer sont deux choix différents. »</source>
        <translation>“Closing and deleting are two different choices.”</translation>
    </message>
    <message>
        <source>« Voulez-vous aussi supprimer vos documents ? Rien ne presse. »</source>
        <translation>“Do you want to delete your documents too? There is no hurry.”</translation>
    </message>
    <message>
        <source>En cas de doute, revenez et gardez-les : la suppression pourra être demandée plus tard.</source>
        <translation>When in doubt, go back and keep them: the deletion can be asked for later.</translation>
    </message>
    <message>
        <source>La personne lit et accepte</source>
        <translation>The person reads and accepts</translation>
    </message>
    <message>
        <source>« Cet écran est à vous. Prenez le temps de lire. »</source>
        <translation>“This screen is yours. Take the time to read.”</translation>
    </message>
    <message>
        <source>Vous pouvez lire avec elle. Elle coche elle-même les cases.</source>
        <translation>You may read along. The person alone ticks the boxes.</translation>
    </message>
    <message>
        <source>La personne vérifie son e-mail et son mobile</source>
        <translation>The person is checking e-mail and mobile</translation>
    </message>
    <message>
        <source>« Vérifiez votre e-mail et votre mobile. Corrigez-les s’ils ont changé. »</source>
        <translation>“Check your e-mail and your mobile. Correct them if they have changed.”</translation>
    </message>
    <message>
        <source>Ni votre adresse, ni celle de la structure, même pour dépanner.</source>
        <translation>Neither your address nor the structure’s, not even to help out.</translation>
    </message>
    <message>
        <source>La personne choisit son identifiant</source>
        <translation>The person is choosing a login name</translation>
    </message>
    <message>
        <source>« Choisissez un nom facile à retenir, et notez-le pour vous. »</source>
        <translation>“Choose a name that is easy to remember, and note it for yourself.”</translation>
    </message>
    <message>
        <source>Ni le nom entier, ni le numéro de sécurité sociale, ni l’e-mail.</source>
        <translation>Neither the whole name, nor the social security number, nor the e-mail.</translation>
    </message>
    <message>
        <source>La personne choisit son mot de passe</source>
        <translation>The person is choosing a password</translation>
    </message>
    <message>
        <source>« Choisissez votre mot de passe. Je ne regarde pas. »</source>
        <translation>“Choose your password. I am not looking.”</translation>
    </message>
    <message>
        <source>Regardez ailleurs. Ne tapez pas à sa place, même si elle le demande.</source>
        <translation>Look elsewhere. Do not type for the person, even if asked to.</translation>
    </message>
    <message>
        <source>C’est enregistré</source>
        <translation>It is recorded</translation>
    </message>
    <message>
        <source>« C’est fait. Voici votre papier : gardez-le. »</source>
        <translation>“It is done. Here is your paper: keep it.”</translation>
    </message>
    <message>
        <source>« Vous pouvez changer d’avis quand vous voulez. »</source>
        <translation>“You can change your mind whenever you want.”</translation>
    </message>
    <message>
        <source>Remettez le papier et la carte. Le dossier s’efface ensuite de ce poste.</source>
        <translation>Hand over the paper and the card. The case is then erased from this computer.</translation>
    </message>
    <message>
        <source>Le nouveau code provisoire</source>
        <translation>The new provisional code</translation>
    </message>
    <message>
        <source>« Quand vous avez le code, lisez-le-moi, avec les majuscules. »</source>
        <translation>“When you have the code, read it to me, with the capitals.”</translation>
    </message>
    <message>
        <source>La personne lit le message elle-même. Si elle ne le peut pas, elle revient avec son code.</source>
        <translation>The person alone reads the message. If that is not possible, the person comes back with the code.</translation>
    </message>
    <message>
        <source>« Un e-mail vient de partir. Regardez vos messages. »</source>
        <translation>“An e-mail has just left. Look at your messages.”</translation>
    </message>
    <message>
        <source>« Un SMS vient de partir. Regardez votre téléphone. »</source>
        <translation>“A text message has just left. Look at your phone.”</translation>
    </message>
    <message>
        <source>Si elle veut aussi supprimer ses documents : touche S.</source>
        <translation>To delete the documents too: key S.</translation>
    </message>
    <message>
        <source>L’espace est déjà ouvert, même si vous ne l’avez jamais utilisé.</source>
        <translation>The space is open already, even if you have never used it.</translation>
    </message>
    <message>
        <source>Lisez-lui les deux textes</source>
        <translation>Read both texts to the person</translation>
    </message>
    <message>
        <source>« Je vous lis deux textes. Arrêtez-moi quand vous voulez. »</source>
        <translation>“I will read you two texts. Stop me whenever you want.”</translation>
    </message>
    <message>
        <source>« Acceptez-vous le premier ? Et le second ? »</source>
        <translation>“Do you accept the first one? And the second?”</translation>
    </message>
    <message>
        <source>Cochez chaque case quand elle a dit oui.</source>
        <translation>Tick each box once the person has said yes.</translation>
    </message>
    <message>
        <source>Tapez son e-mail et son mobile</source>
        <translation>Type the person’s e-mail and mobile</translation>
    </message>
    <message>
        <source>« Nous vous écrivons à cet e-mail ou à ce mobile : sont-ils justes ? »</source>
        <translation>“We write to this e-mail or this mobile: are they right?”</translation>
    </message>
    <message>
        <source>« Si l’un d’eux a changé, dites-moi le nouveau. »</source>
        <translation>“If one of them has changed, tell me the new one.”</translation>
    </message>
    <message>
        <source>Tapez ce qu’elle vous dit, puis relisez-le-lui. Ni votre adresse, ni celle de la structure.</source>
        <translation>Type what you are told, then read it back. Neither your address nor the structure’s.</translation>
    </message>
    <message>
        <source>« Vos documents gardés sont revenus dans votre espace. »</source>
        <translation>“The documents that were kept are back in your space.”</translation>
    </message>
    <message>
        <source>Pour qui est la demande ?</source>
        <translation>Whom is the request for?</translation>
    </message>
    <message>
        <source>« C’est vous qui décidez. Vous pouvez activer votre espace, ou refuser sa création. »</source>
        <translation>“You are the one who decides. You can activate your space, or refuse its creation.”</translation>
    </message>
    <message>
        <source>« Dans les deux cas, vous pourrez changer d’avis. »</source>
        <translation>“In both cases, you can change your mind.”</translation>
    </message>
    <message>
        <source>« Votre espace est déjà ouvert. Vous pouvez l’activer ou le clôturer. »</source>
        <translation>“Your space is open already. You can activate it or close it.”</translation>
    </message>
    <message>
        <source>« Votre espace est activé. Souhaitez-vous le garder ou le clôturer ? »</source>
        <translation>“Your space is activated. Do you wish to keep it or to close it?”</translation>
    </message>
    <message>
        <source>« Si vous le clôturez, vous pourrez revenir. »</source>
        <translation>“If you close it, you can come back.”</translation>
    </message>
    <message>
        <source>« Vous avez refusé la création de votre espace. Souhaitez-vous l’activer ? »</source>
        <translation>“You refused the creation of your space. Do you wish to activate it?”</translation>
    </message>
    <message>
        <source>« Rien ne vous y oblige. »</source>
        <translation>“Nothing obliges you to.”</translation>
    </message>
    <message>
        <source>« Votre espace est clôturé. Souhaitez-vous le rouvrir ? »</source>
        <translation>“Your space is closed. Do you wish to open it again?”</translation>
    </message>
    <message>
        <source>« Votre espace a été supprimé. Souhaitez-vous en avoir un nouveau, vide ? »</source>
        <translation>“Your space was deleted. Do you wish to have a new one, empty?”</translation>
    </message>
    <message>
        <source>« {said} »</source>
        <translation>“{said}”</translation>
    </message>
    <message>
        <source>Que souhaite {name} ?</source>
        <translation>What does {name} wish?</translation>
    </message>
    <message>
        <source>Ce que change l’opposition</source>
        <translation>What the refusal changes</translation>
    </message>
    <message>
        <source>Ce que change la clôture</source>
        <translation>What the closing changes</translation>
    </message>
    <message>
        <source>{title} {name}</source>
        <translation>{title} {name}</translation>
    </message>
    <message>
        <source>L’espace est rouvert, avec ses documents</source>
        <translation>The space is open again, with its documents</translation>
    </message>
    <message>
        <source>L’espace est rouvert</source>
        <translation>The space is open again</translation>
    </message>
    <message>
        <source>L’espace est activé</source>
        <translation>The space is activated</translation>
    </message>
    <message>
        <source>L’opposition est enregistrée</source>
        <translation>The refusal is recorded</translation>
    </message>
    <message>
        <source>Clôture et suppression enregistrées</source>
        <translation>Closing and deletion recorded</translation>
    </message>
    <message>
        <source>L’espace est clôturé</source>
        <translation>The space is closed</translation>
    </message>
    <message>
        <source>Notez les numéros de la carte</source>
        <translation>Note the numbers of the card</translation>
    </message>
    <message>
        <source>« Prenez votre carte Vitale. Y a-t-il une photo dessus ? »</source>
        <translation>“Take your carte Vitale. Is there a photo on it?”</translation>
    </message>
    <message>
        <source>Qui est au téléphone ?</source>
        <translation>Who is on the phone?</translation>
    </message>
    <message>
        <source>« Pouvez-vous me dire votre nom et votre date de naissance ? »</source>
        <translation>“Could you tell me your name and your date of birth?”</translation>
    </message>
    <message>
        <source>Parlez à la personne elle-même. Un proche peut l’aider, pas décider pour elle.</source>
        <translation>Speak to the person concerned. Someone close can help, not decide.</translation>
    </message>
    <message>
        <source>Qui appelle ?</source>
        <translation>Who is calling?</translation>
    </message>
    <message>
        <source>« Appelez-vous pour vous, ou pour quelqu’un d’autre ? »</source>
        <translation>“Are you calling for yourself, or for somebody else?”</translation>
    </message>
    <message>
        <source>Choisissez ce que vous entendez. En cas de doute, parlez à la personne elle-même.</source>
        <translation>Choose what you hear. When in doubt, speak to the person concerned.</translation>
    </message>
    <message>
        <source>Dites où continuer</source>
        <translation>Say where to go on</translation>
    </message>
    <message>
        <source>« Prenez de quoi noter. Je vous dis où continuer. »</source>
        <translation>“Take something to write with. I will tell you where to go on.”</translation>
    </message>
    <message>
        <source>Lisez la fiche à voix haute. Rien n’est enregistré.</source>
        <translation>Read the slip aloud. Nothing is recorded.</translation>
    </message>
    <message>
        <source>« Lisez-moi le code, en disant majuscule ou minuscule pour chaque lettre. »</source>
        <translation>“Read me the code, saying capital or small for each letter.”</translation>
    </message>
    <message>
        <source>Relisez-le à la personne avant de vérifier. Il a 12 lettres et chiffres.</source>
        <translation>Read it back to the person before checking. It has 12 letters and digits.</translation>
    </message>
    <message>
        <source>La personne rappelle avec sa lettre</source>
        <translation>The person calls again with the letter</translation>
    </message>
    <message>
        <source>« Rappelez-nous quand vous l’avez, avec votre carte sous les yeux. »</source>
        <translation>“Call us again when you have it, with your card before you.”</translation>
    </message>
    <message>
        <source>Dites-lui de garder la lettre. Le dossier s’efface ensuite de ce poste.</source>
        <translation>Say to keep the letter. The case is then erased from this computer.</translation>
    </message>
    <message>
        <source>« C’est fait. Je vous donne le numéro de votre confirmation. »</source>
        <translation>“It is done. I will give you the number of your confirmation.”</translation>
    </message>
    <message>
        <source>Dictez le numéro lentement, puis faites-le répéter.</source>
        <translation>Dictate the number slowly, then have it repeated.</translation>
    </message>
    <message>
        <source>« Votre espace reste clôturé. Je vous lis ce que deviennent vos documents. »</source>
        <translation>“Your space stays closed. I will read you what becomes of your documents.”</translation>
    </message>
    <message>
        <source>« Voulez-vous les supprimer ? Rien ne presse. »</source>
        <translation>“Do you want to delete them? There is no hurry.”</translation>
    </message>
    <message>
        <source>En cas de doute, revenez en arrière : la suppression pourra être demandée plus tard.</source>
        <translation>When in doubt, go back: the deletion can be asked for later.</translation>
    </message>
    <message>
        <source>Ce que change cette réponse</source>
        <translation>What this answer changes</translation>
    </message>
    <message>
        <source>« Vous n’êtes ni son parent, ni son tuteur : est-ce bien cela ? »</source>
        <translation>“You are neither the parent nor the guardian: is that right?”</translation>
    </message>
    <message>
        <source>« Vous n’avez plus rien à faire. »</source>
        <translation>“You have nothing more to do.”</translation>
    </message>
    <message>
        <source>La suppression est demandée</source>
        <translation>The deletion has been asked for</translation>
    </message>
    <message>
        <source>La création de cet espace s’arrête</source>
        <translation>The creation of this space stops</translation>
    </message>
    <message>
        <source>Où le trouver</source>
        <translation>Where to find it</translation>
    </message>
    <message>
        <source>Quelqu’un répond à sa place ? Proposez un moment seul à seul.</source>
        <translation>Does somebody answer for the person? Suggest a moment in private.</translation>
    </message>
    <message>
        <source>né le {day}</source>
        <translation>born on {day}</translation>
    </message>
    <message>
        <source>née le {day}</source>
        <translation>born on {day}</translation>
    </message>
    <message>
        <source>naissance : {day}</source>
        <translation>born: {day}</translation>
    </message>
    <message>
        <source>La demande est en cours.</source>
        <translation>The request is on its way.</translation>
    </message>
    <message>
        <source>Continuer</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Un instant…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>Demander la réponse</source>
        <translation>Ask for the answer</translation>
    </message>
    <message>
        <source>À dire</source>
        <translation>To say</translation>
    </message>
    <message>
        <source>FICTIF : personnes inventées</source>
        <translation>FICTIONAL: invented people</translation>
    </message>
    <message>
        <source>Pas de lecteur</source>
        <translation>No reader</translation>
    </message>
    <message>
        <source>Lecteur prêt</source>
        <translation>Reader ready</translation>
    </message>
    <message>
        <source>Lecture…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>Carte présente</source>
        <translation>Card present</translation>
    </message>
    <message>
        <source>Carte non lue</source>
        <translation>Card not read</translation>
    </message>
    <message>
        <source>Guichet</source>
        <translation>At the counter</translation>
    </message>
    <message>
        <source>Sans carte</source>
        <translation>Without card</translation>
    </message>
    <message>
        <source>Par téléphone</source>
        <translation>By phone</translation>
    </message>
    <message>
        <source>FICTIF</source>
        <translation>FICTIONAL</translation>
    </message>
    <message>
        <source>Prêt pour l’accueil</source>
        <translation>Ready to receive people</translation>
    </message>
    <message>
        <source>Voir le bilan</source>
        <translation>See the figures</translation>
    </message>
    <message>
        <source>Le service démarre…</source>
        <translation>The service is starting…</translation>
    </message>
    <message>
        <source>Service joignable</source>
        <translation>Service reachable</translation>
    </message>
    <message>
        <source>Service injoignable</source>
        <translation>Service out of reach</translation>
    </message>
    <message>
        <source>Pas encore prêt</source>
        <translation>Not ready yet</translation>
    </message>
    <message>
        <source>Aucun lecteur de carte</source>
        <translation>No card reader</translation>
    </message>
    <message>
        <source>Lecteur de carte</source>
        <translation>Card reader</translation>
    </message>
    <message>
        <source>{count} lecteurs de carte</source>
        <translation>{count} card readers</translation>
    </message>
    <message>
        <source>Pas d’imprimante : la page s’enregistre en PDF</source>
        <translation>No printer: the page is saved as a PDF</translation>
    </message>
    <message>
        <source>Imprimante « {printer} »</source>
        <translation>Printer “{printer}”</translation>
    </message>
    <message>
        <source>12 lettres et chiffres. Les majuscules comptent.</source>
        <translation>12 letters and digits. Capital letters matter.</translation>
    </message>
    <message>
        <source>Comparez avec la lettre. Corrigez si besoin, sinon continuez.</source>
        <translation>Compare with the letter. Correct it if needed, otherwise go on.</translation>
    </message>
    <message>
        <source>Corrigez d’abord le code.</source>
        <translation>Correct the code first.</translation>
    </message>
    <message>
        <source>Demander un nouveau code</source>
        <translation>Ask for a new code</translation>
    </message>
    <message>
        <source>Vérifier</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Un code vient de partir. Il faut attendre 30 secondes avant d’en demander un autre.</source>
        <translation>A code has just left. Another one can be asked for after 30 seconds.</translation>
    </message>
    <message>
        <source>Encore 1 seconde avant un autre code.</source>
        <translation>1 more second before another code.</translation>
    </message>
    <message>
        <source>Encore {seconds} secondes avant un autre code.</source>
        <translation>{seconds} more seconds before another code.</translation>
    </message>
    <message>
        <source>La confirmation, telle qu’elle sera imprimée</source>
        <translation>The confirmation, as it will be printed</translation>
    </message>
    <message>
        <source>Imprimer encore</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>Enregistrer en PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <source>Terminer</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>Numéro de la confirmation</source>
        <translation>Number of the confirmation</translation>
    </message>
    <message>
        <source>Imprimer la confirmation</source>
        <translation>Print the confirmation</translation>
    </message>
    <message>
        <source>Personne suivante : {name}</source>
        <translation>Next person: {name}</translation>
    </message>
    <message>
        <source>La page part à l’imprimante.</source>
        <translation>The page is going to the printer.</translation>
    </message>
    <message>
        <source>Un e-mail part aussi vers la personne.</source>
        <translation>An e-mail also goes to the person.</translation>
    </message>
    <message>
        <source>Ses documents gardés sont revenus.</source>
        <translation>The documents that were kept are back.</translation>
    </message>
    <message>
        <source>Remettez le papier imprimé.</source>
        <translation>Hand over the printed page.</translation>
    </message>
    <message>
        <source>C’est enregistré.</source>
        <translation>It is recorded.</translation>
    </message>
    <message>
        <source>Imprimer</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Page PDF</source>
        <translation>PDF page</translation>
    </message>
    <message>
        <source>Enregistrer la confirmation</source>
        <translation>Save the confirmation</translation>
    </message>
    <message>
        <source>Page enregistrée.</source>
        <translation>Page saved.</translation>
    </message>
    <message>
        <source>Supprimer aussi les documents</source>
        <translation>Delete the documents too</translation>
    </message>
    <message>
        <source>Enregistrer l’opposition</source>
        <translation>Record the refusal</translation>
    </message>
    <message>
        <source>Enregistrer ce qu’elle dit</source>
        <translation>Record what the person says</translation>
    </message>
    <message>
        <source>Clôturer et garder les documents</source>
        <translation>Close and keep the documents</translation>
    </message>
    <message>
        <source>Supprimer les documents gardés</source>
        <translation>Delete the documents that were kept</translation>
    </message>
    <message>
        <source>Clôturer et supprimer les documents</source>
        <translation>Close and delete the documents</translation>
    </message>
    <message>
        <source>Ni son parent, ni son tuteur</source>
        <translation>Neither the parent nor the guardian</translation>
    </message>
    <message>
        <source>Rouvrir son espace</source>
        <translation>Open the space again</translation>
    </message>
    <message>
        <source>Activer son espace</source>
        <translation>Activate the space</translation>
    </message>
    <message>
        <source>S’opposer à sa création</source>
        <translation>Refuse its creation</translation>
    </message>
    <message>
        <source>Clôturer son espace</source>
        <translation>Close the space</translation>
    </message>
    <message>
        <source>La personne retrouve son espace et ce qu’il contenait.</source>
        <translation>The person gets back the space and what was in it.</translation>
    </message>
    <message>
        <source>La personne retrouve son espace. La suppression de ses données est annulée.</source>
        <translation>The person gets back the space. The deletion of its data is cancelled.</translation>
    </message>
    <message>
        <source>La personne garde son identifiant et son mot de passe.</source>
        <translation>The person keeps the same login name and password.</translation>
    </message>
    <message>
        <source>La personne choisit son identifiant et son mot de passe sur son propre écran.</source>
        <translation>The person chooses a login name and a password, on a screen of their own.</translation>
    </message>
    <message>
        <source>Taper à sa place, avec un mandat</source>
        <translation>Type for the person, by a mandate</translation>
    </message>
    <message>
        <source>Choisissez une demande.</source>
        <translation>Choose a request.</translation>
    </message>
    <message>
        <source>Langue de la fiche : {language}</source>
        <translation>Language of the sheet: {language}</translation>
    </message>
    <message>
        <source>Terminer et effacer le dossier</source>
        <translation>End and erase the case</translation>
    </message>
    <message>
        <source>La carte a été retirée pendant l’envoi. La demande suit son cours.</source>
        <translation>The card was taken out while sending. The request is going on.</translation>
    </message>
    <message>
        <source>La carte a été retirée, et la réponse du service n’est pas arrivée. Remettez la carte pour la demander : rien n’est envoyé deux fois.</source>
        <translation>The card was taken out, and the service’s answer did not come. Put the card back to ask for it: nothing is sent twice.</translation>
    </message>
    <message>
        <source>La demande est enregistrée. La confirmation n’est pas encore imprimée : remettez la carte pour l’imprimer.</source>
        <translation>The request is recorded. The confirmation is not printed yet: put the card back to print it.</translation>
    </message>
    <message>
        <source>La carte a été retirée : rien n’est perdu. Avec une autre carte, ce dossier est effacé de ce poste.</source>
        <translation>The card was taken out: nothing is lost. With another card, this case is erased from this computer.</translation>
    </message>
    <message>
        <source>Le mandat est signé sur papier</source>
        <translation>The mandate is signed on paper</translation>
    </message>
    <message>
        <source>Par la personne et pour la structure. Chacun garde sa feuille.</source>
        <translation>By the person and for the structure. Each keeps one sheet.</translation>
    </message>
    <message>
        <source>L’identifiant et le mot de passe restent à la personne.</source>
        <translation>The login name and the password stay with the person.</translation>
    </message>
    <message>
        <source>Elle les tape elle-même. Si elle ne peut pas, arrêtez ici : rien n’est enregistré.</source>
        <translation>The person alone types them. If that is not possible, stop here: nothing is recorded.</translation>
    </message>
    <message>
        <source>Le mandat, tel qu’il sera imprimé</source>
        <translation>The mandate, as it will be printed</translation>
    </message>
    <message>
        <source>Ce que dit le mandat</source>
        <translation>What the mandate says</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>La personne tape elle-même</source>
        <translation>The person types after all</translation>
    </message>
    <message>
        <source>Imprimer le mandat</source>
        <translation>Print the mandate</translation>
    </message>
    <message>
        <source>Faites signer le mandat.</source>
        <translation>Have the mandate signed.</translation>
    </message>
    <message>
        <source>Pour qui ?</source>
        <translation>For whom?</translation>
    </message>
    <message>
        <source>Par où ?</source>
        <translation>Which way?</translation>
    </message>
    <message>
        <source>Le nouveau code remplace les précédents : ils ne serviront plus.</source>
        <translation>The new code replaces the ones before: they no longer serve.</translation>
    </message>
    <message>
        <source>FICTIF : sur un poste de formation, aucun message ne part vraiment.</source>
        <translation>FICTIONAL: on a practice computer, no message really leaves.</translation>
    </message>
    <message>
        <source>Par e-mail</source>
        <translation>By e-mail</translation>
    </message>
    <message>
        <source>Par SMS</source>
        <translation>By text message</translation>
    </message>
    <message>
        <source>Par lettre</source>
        <translation>By letter</translation>
    </message>
    <message>
        <source>Envoyer le code</source>
        <translation>Send the code</translation>
    </message>
    <message>
        <source>Envoyer par e-mail</source>
        <translation>Send by e-mail</translation>
    </message>
    <message>
        <source>Envoyer par SMS</source>
        <translation>Send by text message</translation>
    </message>
    <message>
        <source>Envoyer par lettre</source>
        <translation>Send by letter</translation>
    </message>
    <message>
        <source>d’e-mail</source>
        <translation>an e-mail</translation>
    </message>
    <message>
        <source>de téléphone mobile</source>
        <translation>a mobile number</translation>
    </message>
    <message>
        <source>d’adresse postale</source>
        <translation>a postal address</translation>
    </message>
    <message>
        <source>Choisissez la personne.</source>
        <translation>Choose the person.</translation>
    </message>
    <message>
        <source>Choisissez par où l’envoyer.</source>
        <translation>Choose which way to send it.</translation>
    </message>
    <message>
        <source>La caisse ne connaît pas {ways}.</source>
        <translation>The fund does not know {ways}.</translation>
    </message>
    <message>
        <source>Avec la lettre et sa carte Vitale, la personne rappelle.</source>
        <translation>With the letter and the carte Vitale at hand, the person calls again.</translation>
    </message>
    <message>
        <source>Avec la lettre et sa carte Vitale, la personne revient à ce guichet.</source>
        <translation>With the letter and the carte Vitale, the person comes back to this counter.</translation>
    </message>
    <message>
        <source>Elle peut aussi faire la démarche elle-même, chez elle.</source>
        <translation>The person can also do it alone, at home.</translation>
    </message>
    <message>
        <source>À {email}, en quelques minutes.</source>
        <translation>To {email}, within minutes.</translation>
    </message>
    <message>
        <source>Au {mobile}, en quelques minutes.</source>
        <translation>To {mobile}, within minutes.</translation>
    </message>
    <message>
        <source>À l’adresse que la caisse connaît, en quelques jours.</source>
        <translation>To the address that the fund knows, within days.</translation>
    </message>
    <message>
        <source>par e-mail à {recipient}</source>
        <translation>by e-mail to {recipient}</translation>
    </message>
    <message>
        <source>par SMS au {recipient}</source>
        <translation>by text message to {recipient}</translation>
    </message>
    <message>
        <source>par lettre, à l’adresse que la caisse connaît</source>
        <translation>by letter, to the address that the fund knows</translation>
    </message>
    <message>
        <source>Un nouveau code pour {twin} part {where}.</source>
        <translation>A new code for {twin} is leaving {where}.</translation>
    </message>
    <message>
        <source>Un nouveau code part {where}.</source>
        <translation>A new code is leaving {where}.</translation>
    </message>
    <message>
        <source>Il sert pendant six semaines après l’envoi de la lettre.</source>
        <translation>It serves for six weeks after the letter is sent.</translation>
    </message>
    <message>
        <source>Il sert jusqu’au {day}.</source>
        <translation>It serves until {day}.</translation>
    </message>
    <message>
        <source>Tapez-le ici quand il arrive.</source>
        <translation>Type it here when it arrives.</translation>
    </message>
    <message>
        <source>Les 11 derniers chiffres, en haut à droite, près de la photo.</source>
        <translation>The last 11 digits, top right, near the photo.</translation>
    </message>
    <message>
        <source>De 8 à 13 chiffres, au dos, en haut à gauche.</source>
        <translation>8 to 13 digits, on the back, top left.</translation>
    </message>
    <message>
        <source>Numéro de sécurité sociale</source>
        <translation>Social security number</translation>
    </message>
    <message>
        <source>13 chiffres et les 2 de la clé.</source>
        <translation>13 digits and the 2 of the key.</translation>
    </message>
    <message>
        <source>Carte avec photo</source>
        <translation>Card with a photo</translation>
    </message>
    <message>
        <source>Carte sans photo</source>
        <translation>Card without a photo</translation>
    </message>
    <message>
        <source>Carte avec ou sans photo</source>
        <translation>Card with or without a photo</translation>
    </message>
    <message>
        <source>Numéro de série de la carte</source>
        <translation>Serial number of the card</translation>
    </message>
    <message>
        <source>Date de naissance</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>Jour, mois, année : 17 04 1948.</source>
        <translation>Day, month, year: 17 04 1948.</translation>
    </message>
    <message>
        <source>Relisez {name}.</source>
        <translation>Read {name} again.</translation>
    </message>
    <message>
        <source>Il manque {name}.</source>
        <translation>Still missing: {name}.</translation>
    </message>
    <message>
        <source>le numéro de sécurité sociale</source>
        <translation>the social security number</translation>
    </message>
    <message>
        <source>le numéro de série</source>
        <translation>the serial number</translation>
    </message>
    <message>
        <source>la date de naissance</source>
        <translation>the date of birth</translation>
    </message>
    <message>
        <source>Remettre la fiche</source>
        <translation>Hand over the slip</translation>
    </message>
    <message>
        <source>Retour</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Échap</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Entrée</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Pour qui est la démarche ?</source>
        <translation>Whom is the request for?</translation>
    </message>
    <message>
        <source>Cette carte ne donne pas autant de noms que de numéros de sécurité sociale. Comparez le nom et le numéro avec ceux qui sont imprimés.</source>
        <translation>This card does not give as many names as social security numbers. Compare the name and the number with those printed on it.</translation>
    </message>
    <message>
        <source>Carte nationale d’identité</source>
        <translation>French identity card</translation>
    </message>
    <message>
        <source>Passeport</source>
        <translation>Passport</translation>
    </message>
    <message>
        <source>Titre de séjour</source>
        <translation>Residence permit</translation>
    </message>
    <message>
        <source>Autre pièce d’identité</source>
        <translation>Other identity document</translation>
    </message>
    <message>
        <source>Aucune, au téléphone</source>
        <translation>None, by phone</translation>
    </message>
    <message>
        <source>Pièce d’identité regardée</source>
        <translation>Identity document seen</translation>
    </message>
    <message>
        <source>Papier qui prouve le lien</source>
        <translation>Document that proves the link</translation>
    </message>
    <message>
        <source>La carte ne donne pas son numéro : choisissez « Sans carte ».</source>
        <translation>The card does not give this person’s number: choose “Without card”.</translation>
    </message>
    <message>
        <source>Comparez le numéro de série.</source>
        <translation>Compare the serial number.</translation>
    </message>
    <message>
        <source>Recopiez le numéro de série.</source>
        <translation>Copy the serial number.</translation>
    </message>
    <message>
        <source>Choisissez la pièce vue.</source>
        <translation>Choose the document seen.</translation>
    </message>
    <message>
        <source>Choisissez le papier qui prouve le lien.</source>
        <translation>Choose the document that proves the link.</translation>
    </message>
    <message>
        <source>Et la décision qui le nomme</source>
        <translation>And the decision that names the guardian</translation>
    </message>
    <message>
        <source>Et le papier de l’enfant</source>
        <translation>And the child’s document</translation>
    </message>
    <message>
        <source>Numéro de série de la carte : {digits}</source>
        <translation>Serial number of the card: {digits}</translation>
    </message>
    <message>
        <source>numéro absent de la carte</source>
        <translation>number not on the card</translation>
    </message>
    <message>
        <source>fait : {done}</source>
        <translation>done: {done}</translation>
    </message>
    <message>
        <source>Envoi à l’imprimante…</source>
        <translation>Sending to the printer…</translation>
    </message>
    <message>
        <source>Page envoyée à l’imprimante « {printer} ».</source>
        <translation>Page sent to the printer “{printer}”.</translation>
    </message>
    <message>
        <source>La fiche, telle qu’elle sera imprimée</source>
        <translation>The slip, as it will be printed</translation>
    </message>
    <message>
        <source>Terminer sans papier</source>
        <translation>Finish without paper</translation>
    </message>
    <message>
        <source>Imprimer la fiche</source>
        <translation>Print the slip</translation>
    </message>
    <message>
        <source>Sur cette carte</source>
        <translation>On this card</translation>
    </message>
    <message>
        <source>{name} : {done}</source>
        <translation>{name}: {done}</translation>
    </message>
    <message>
        <source>{name} : pas encore</source>
        <translation>{name}: not yet</translation>
    </message>
    <message>
        <source>Le numéro imprimé sur la carte est le même</source>
        <translation>The number printed on the card is the same</translation>
    </message>
    <message>
        <source>Recopier un autre numéro</source>
        <translation>Copy another number</translation>
    </message>
    <message>
        <source>Numéro de série imprimé sur la carte</source>
        <translation>Serial number printed on the card</translation>
    </message>
    <message>
        <source>&lt;b&gt;Numéro de série.&lt;/b&gt; La puce donne ces {count}, mais seule la carte fait foi : comparez-les aux derniers chiffres imprimés.</source>
        <translation>&lt;b&gt;Serial number.&lt;/b&gt; The chip gives these {count}, but only the card counts: compare them with the last digits printed on it.</translation>
    </message>
    <message>
        <source>En grand</source>
        <translation>Large print</translation>
    </message>
    <message>
        <source>Écouter</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>Imprimer en grands caractères</source>
        <translation>Print in large letters</translation>
    </message>
    <message>
        <source>Arrêter</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Choisissez une ligne : elle dit qui peut décider.</source>
        <translation>Choose a line: it says who may decide.</translation>
    </message>
    <message>
        <source>Qui est là ?</source>
        <translation>Who is there?</translation>
    </message>
    <message>
        <source>Ce qui se passe</source>
        <translation>What is going on</translation>
    </message>
    <message>
        <source>La fiche</source>
        <translation>The slip</translation>
    </message>
    <message>
        <source>La personne a parlé seule : continuer</source>
        <translation>The person spoke alone: continue</translation>
    </message>
    <message>
        <source>Taper les numéros</source>
        <translation>Type the numbers</translation>
    </message>
    <message>
        <source>Choisissez qui est là.</source>
        <translation>Choose who is there.</translation>
    </message>
    <message>
        <source>{some} ; {more}</source>
        <translation>{some}; {more}</translation>
    </message>
    <message>
        <source>À regarder, sans copier : {papers}.</source>
        <translation>To look at, without copying: {papers}.</translation>
    </message>
    <message>
        <source>Le bilan des demandes</source>
        <translation>The figures of the requests</translation>
    </message>
    <message>
        <source>Période</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Réessayer</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>{period}, aucune demande n’est enregistrée.</source>
        <translation>{period}, no request was recorded.</translation>
    </message>
    <message>
        <source>{period} : les nombres sont trop petits pour être donnés.</source>
        <translation>{period}: the numbers are too small to be given.</translation>
    </message>
    <message>
        <source>{period}, pour tout le service.</source>
        <translation>{period}, for the whole service.</translation>
    </message>
    <message>
        <source>« {withheld} » : moins de {least}, ou un nombre qui ferait deviner l’un de ceux-là. Une structure dont aucun nombre n’est donné n’est pas nommée.</source>
        <translation>“{withheld}”: fewer than {least}, or a number that would let one of those be guessed. A structure of which no number is given is not named.</translation>
    </message>
    <message>
        <source>Puce vers l’avant, face dorée vers le haut. Le dossier reste ouvert tant que la carte est dans le lecteur.</source>
        <translation>Chip first, golden side up. The case stays open as long as the card is in the reader.</translation>
    </message>
    <message>
        <source>Lecture de la carte…</source>
        <translation>Reading the card…</translation>
    </message>
    <message>
        <source>Laissez la carte en place.</source>
        <translation>Leave the card in place.</translation>
    </message>
    <message>
        <source>Retirez la carte</source>
        <translation>Take the card out</translation>
    </message>
    <message>
        <source>Le dossier est terminé. Rendez sa carte à la personne.</source>
        <translation>The case is over. Give the card back to the person.</translation>
    </message>
    <message>
        <source>Relire la carte</source>
        <translation>Read the card again</translation>
    </message>
    <message>
        <source>Autre situation</source>
        <translation>Other situation</translation>
    </message>
    <message>
        <source>Changer</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Changer qui est au comptoir</source>
        <translation>Change who is at the counter</translation>
    </message>
    <message>
        <source>&lt;b&gt;{situation}.&lt;/b&gt;</source>
        <translation>&lt;b&gt;{situation}.&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Bonjour</source>
        <translation>Hello</translation>
    </message>
    <message>
        <source>Mon espace santé est votre carnet de santé sur Internet. Il est gratuit.</source>
        <translation>Mon espace santé is your health record on the Internet. It is free.</translation>
    </message>
    <message>
        <source>C’est vous qui décidez : l’activer, le refuser ou le clôturer.</source>
        <translation>You decide: activate it, refuse it or close it.</translation>
    </message>
    <message>
        <source>Vous pouvez changer d’avis à tout moment.</source>
        <translation>You can change your mind at any time.</translation>
    </message>
    <message>
        <source>Un instant</source>
        <translation>One moment</translation>
    </message>
    <message>
        <source>L’agent s’occupe de votre demande.</source>
        <translation>The agent is dealing with your request.</translation>
    </message>
    <message>
        <source>Vous pouvez lui poser vos questions.</source>
        <translation>You can ask questions.</translation>
    </message>
    <message>
        <source>L’agent tape à votre place</source>
        <translation>The agent types for you</translation>
    </message>
    <message>
        <source>Vous avez signé un mandat : dites-lui ce qu’il doit taper.</source>
        <translation>You have signed a mandate: say what has to be typed.</translation>
    </message>
    <message>
        <source>L’identifiant et le mot de passe, vous les tapez vous-même.</source>
        <translation>The login name and the password, you type yourself.</translation>
    </message>
    <message>
        <source>L’agent va vous remettre votre confirmation.</source>
        <translation>The agent will hand you your confirmation.</translation>
    </message>
    <message>
        <source>Gardez-la.</source>
        <translation>Keep it.</translation>
    </message>
    <message>
        <source>Votre e-mail</source>
        <translation>Your e-mail</translation>
    </message>
    <message>
        <source>La vôtre, et non celle d’un proche.</source>
        <translation>Your own, not that of someone close to you.</translation>
    </message>
    <message>
        <source>Votre téléphone mobile</source>
        <translation>Your mobile phone</translation>
    </message>
    <message>
        <source>Le vôtre, et non celui d’un proche.</source>
        <translation>Your own, not that of someone close to you.</translation>
    </message>
    <message>
        <source>Son e-mail</source>
        <translation>The person’s e-mail</translation>
    </message>
    <message>
        <source>La sienne, et non celle d’un proche.</source>
        <translation>The person’s own, not that of someone close.</translation>
    </message>
    <message>
        <source>Son téléphone mobile</source>
        <translation>The person’s mobile phone</translation>
    </message>
    <message>
        <source>Le sien, et non celui d’un proche.</source>
        <translation>The person’s own, not that of someone close.</translation>
    </message>
    <message>
        <source>C’est bien {masked}</source>
        <translation>It is {masked}</translation>
    </message>
    <message>
        <source>J’en donne un autre</source>
        <translation>I give another one</translation>
    </message>
    <message>
        <source>J’en donne un</source>
        <translation>I give one</translation>
    </message>
    <message>
        <source>Je n’en ai pas</source>
        <translation>I have none</translation>
    </message>
    <message>
        <source>Terminez votre réponse, ou choisissez « Je n’en ai pas ».</source>
        <translation>Finish your answer, or choose “I have none”.</translation>
    </message>
    <message>
        <source>Adresse e-mail</source>
        <translation>E-mail address</translation>
    </message>
    <message>
        <source>Numéro de mobile</source>
        <translation>Mobile number</translation>
    </message>
    <message>
        <source>Comment vous écrire ?</source>
        <translation>How can we write to you?</translation>
    </message>
    <message>
        <source>Pour vous envoyer un code quand vous entrez dans votre espace.</source>
        <translation>To send you a code when you enter your space.</translation>
    </message>
    <message>
        <source>Activer l’espace</source>
        <translation>Activate the space</translation>
    </message>
    <message>
        <source>Lui passer la main</source>
        <translation>Hand over to the person</translation>
    </message>
    <message>
        <source>Activer mon espace</source>
        <translation>Activate my space</translation>
    </message>
    <message>
        <source>La personne a accepté les conditions</source>
        <translation>The person has accepted the terms</translation>
    </message>
    <message>
        <source>La personne lit les conditions</source>
        <translation>The person is reading the terms</translation>
    </message>
    <message>
        <source>Accepter les conditions</source>
        <translation>Accept the terms</translation>
    </message>
    <message>
        <source>La personne a vérifié son e-mail et son mobile</source>
        <translation>The person has checked e-mail and mobile</translation>
    </message>
    <message>
        <source>Vérifier son e-mail et son mobile</source>
        <translation>Check e-mail and mobile</translation>
    </message>
    <message>
        <source>La personne a choisi son identifiant</source>
        <translation>The person has chosen a login name</translation>
    </message>
    <message>
        <source>Choisir son identifiant</source>
        <translation>Choose a login name</translation>
    </message>
    <message>
        <source>La personne a choisi son mot de passe</source>
        <translation>The person has chosen a password</translation>
    </message>
    <message>
        <source>Choisir son mot de passe</source>
        <translation>Choose a password</translation>
    </message>
    <message>
        <source>Le clavier est de votre côté : la personne ne peut rien taper.</source>
        <translation>The keyboard is on your side: the person cannot type anything.</translation>
    </message>
    <message>
        <source>La personne a le clavier. Un clic dans cette fenêtre vous le rend.</source>
        <translation>The person has the keyboard. A click in this window gives it back to you.</translation>
    </message>
    <message>
        <source>Reprendre la main</source>
        <translation>Take over again</translation>
    </message>
    <message>
        <source>Rendre le clavier à la personne</source>
        <translation>Give the keyboard back to the person</translation>
    </message>
    <message>
        <source>La personne a déjà le clavier.</source>
        <translation>The person has the keyboard already.</translation>
    </message>
    <message>
        <source>Identifiant</source>
        <translation>Login name</translation>
    </message>
    <message>
        <source>Par exemple : marin.pecheur</source>
        <translation>For example: marin.pecheur</translation>
    </message>
    <message>
        <source>Règles de l’identifiant</source>
        <translation>Rules of the login name</translation>
    </message>
    <message>
        <source>Ceux-ci sont libres :</source>
        <translation>These are free:</translation>
    </message>
    <message>
        <source>Identifiants libres</source>
        <translation>Free login names</translation>
    </message>
    <message>
        <source>Choisissez votre identifiant</source>
        <translation>Choose your login name</translation>
    </message>
    <message>
        <source>C’est le nom à taper chez vous pour entrer. Pensez à le noter.</source>
        <translation>It is the name to type at home to get in. Remember to write it down.</translation>
    </message>
    <message>
        <source>Tapez un identifiant qui suit les règles.</source>
        <translation>Type a login name that follows the rules.</translation>
    </message>
    <message>
        <source>Cet identifiant est déjà pris. Choisissez-en un autre.</source>
        <translation>This login name is taken. Choose another one.</translation>
    </message>
    <message>
        <source>Cet identifiant ne convient pas. Choisissez-en un autre.</source>
        <translation>This login name does not suit. Choose another one.</translation>
    </message>
    <message>
        <source>Ce mot de passe est trop facile à deviner. Choisissez-en un autre.</source>
        <translation>This password is too easy to guess. Choose another one.</translation>
    </message>
    <message>
        <source>Nous ne pouvons pas écrire à cette adresse ou à ce numéro. Corrigez-le, ou continuez sans.</source>
        <translation>We cannot write to this address or this number. Correct it, or go on without.</translation>
    </message>
    <message>
        <source>Cochez les deux cases pour continuer.</source>
        <translation>Tick both boxes to go on.</translation>
    </message>
    <message>
        <source>Un instant : demandez à l’agent de vous aider. Ce que vous avez tapé est gardé.</source>
        <translation>One moment: ask the agent to help you. What you typed is kept.</translation>
    </message>
    <message>
        <source>Votre écran</source>
        <translation>Your screen</translation>
    </message>
    <message>
        <source>L’agent ne voit pas ce que vous tapez ici.</source>
        <translation>The agent does not see what you type here.</translation>
    </message>
    <message>
        <source>Mandat signé</source>
        <translation>Mandate signed</translation>
    </message>
    <message>
        <source>L’agent tape ce que la personne lui dit.</source>
        <translation>The agent types what the person says.</translation>
    </message>
    <message>
        <source>Rendre la main à l’agent</source>
        <translation>Give the screen back to the agent</translation>
    </message>
    <message>
        <source>Étape {rank} sur {count}</source>
        <translation>Step {rank} of {count}</translation>
    </message>
    <message>
        <source>Mot de passe</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Le même, une deuxième fois</source>
        <translation>The same, once more</translation>
    </message>
    <message>
        <source>Choisissez votre mot de passe</source>
        <translation>Choose your password</translation>
    </message>
    <message>
        <source>Vous vous en servirez chez vous pour entrer dans votre espace.</source>
        <translation>You will use it at home to enter your space.</translation>
    </message>
    <message>
        <source>Il manque encore une règle.</source>
        <translation>One rule is still missing.</translation>
    </message>
    <message>
        <source>Tapez le même mot de passe une deuxième fois.</source>
        <translation>Type the same password once more.</translation>
    </message>
    <message>
        <source>Les deux mots de passe ne sont pas pareils.</source>
        <translation>The two passwords are not the same.</translation>
    </message>
    <message>
        <source>Solidité du mot de passe</source>
        <translation>Strength of the password</translation>
    </message>
    <message>
        <source>&lt;b&gt;{level}.&lt;/b&gt;</source>
        <translation>&lt;b&gt;{level}.&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Les conditions d’utilisation</source>
        <translation>The terms of use</translation>
    </message>
    <message>
        <source>La protection de vos données</source>
        <translation>The protection of your data</translation>
    </message>
    <message>
        <source>J’accepte les conditions d’utilisation.</source>
        <translation>I accept the terms of use.</translation>
    </message>
    <message>
        <source>J’accepte la politique de protection des données.</source>
        <translation>I accept the data protection policy.</translation>
    </message>
    <message>
        <source>Lisez, puis acceptez</source>
        <translation>Read, then accept</translation>
    </message>
    <message>
        <source>Prenez votre temps. Vous pouvez demander à l’agent de lire avec vous.</source>
        <translation>Take your time. You can ask the agent to read with you.</translation>
    </message>
    <message>
        <source>Continuez sur cet écran</source>
        <translation>Go on at this screen</translation>
    </message>
    <message>
        <source>Votre écran s’est éteint. Ce que vous avez tapé est gardé.</source>
        <translation>Your screen went dark. What you typed is kept.</translation>
    </message>
    <message>
        <source>L’agent tourne cet écran vers vous, puis vous continuez.</source>
        <translation>The agent turns this screen towards you, then you go on.</translation>
    </message>
    <message>
        <source>L’agent a le clavier pour un instant. Ce que vous avez tapé est gardé. Touchez ou cliquez ici pour le reprendre.</source>
        <translation>The agent has the keyboard for a moment. What you typed is kept. Touch or click here to take it back.</translation>
    </message>
    <message>
        <source>Votre écran – Mon espace santé</source>
        <translation>Your screen – Mon espace santé</translation>
    </message>
    <message>
        <source>Retirer la carte verrouille le dossier.</source>
        <translation>Taking the card out locks the case.</translation>
    </message>
    <message>
        <source>Retirer la carte termine le dossier.</source>
        <translation>Taking the card out ends the case.</translation>
    </message>
    <message>
        <source>non donné</source>
        <translation>not given</translation>
    </message>
    <message>
        <source>Ce mois</source>
        <translation>This month</translation>
    </message>
    <message>
        <source>Le mois dernier</source>
        <translation>Last month</translation>
    </message>
    <message>
        <source>Cette année</source>
        <translation>This year</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Activations</translation>
    </message>
    <message>
        <source>Oppositions</source>
        <translation>Refusals</translation>
    </message>
    <message>
        <source>Clôtures</source>
        <translation>Closings</translation>
    </message>
    <message>
        <source>Suppressions</source>
        <translation>Deletions</translation>
    </message>
    <message>
        <source>Mauvais destinataire</source>
        <translation>Wrong addressee</translation>
    </message>
    <message>
        <source>Autre demande</source>
        <translation>Other request</translation>
    </message>
    <message>
        <source>Au guichet, avec la carte</source>
        <translation>At the counter, with the card</translation>
    </message>
    <message>
        <source>Au guichet, sans carte</source>
        <translation>At the counter, without card</translation>
    </message>
    <message>
        <source>Par façon de venir</source>
        <translation>By way of coming</translation>
    </message>
    <message>
        <source>Façon de venir</source>
        <translation>Way of coming</translation>
    </message>
    <message>
        <source>1 autre façon de venir</source>
        <translation>1 other way of coming</translation>
    </message>
    <message>
        <source>{count} autres façons de venir</source>
        <translation>{count} other ways of coming</translation>
    </message>
    <message>
        <source>Par territoire</source>
        <translation>By territory</translation>
    </message>
    <message>
        <source>Territoire</source>
        <translation>Territory</translation>
    </message>
    <message>
        <source>1 autre territoire</source>
        <translation>1 other territory</translation>
    </message>
    <message>
        <source>{count} autres territoires</source>
        <translation>{count} other territories</translation>
    </message>
    <message>
        <source>Par jour</source>
        <translation>By day</translation>
    </message>
    <message>
        <source>Jour</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>1 autre jour</source>
        <translation>1 other day</translation>
    </message>
    <message>
        <source>{count} autres jours</source>
        <translation>{count} other days</translation>
    </message>
    <message>
        <source>Par structure</source>
        <translation>By structure</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Structure</translation>
    </message>
    <message>
        <source>1 autre structure</source>
        <translation>1 other structure</translation>
    </message>
    <message>
        <source>{count} autres structures</source>
        <translation>{count} other structures</translation>
    </message>
    <message>
        <source>Le {day}</source>
        <translation>On {day}</translation>
    </message>
    <message>
        <source>Du {since} au {until}</source>
        <translation>From {since} to {until}</translation>
    </message>
    <message>
        <source>Insérer la carte</source>
        <translation>Insert the card</translation>
    </message>
    <message>
        <source>Carte fictive</source>
        <translation>Fictional card</translation>
    </message>
    <message>
        <source>Lecteur simulé</source>
        <translation>Simulated reader</translation>
    </message>
    <message>
        <source>Code sur sa lettre</source>
        <translation>Code on its letter</translation>
    </message>
    <message>
        <source>Retirer la carte</source>
        <translation>Take the card out</translation>
    </message>
    <message>
        <source>Touche {key}.</source>
        <translation>Key {key}.</translation>
    </message>
    <message>
        <source>Dessin : la carte entre dans le lecteur, puce en premier, face dorée vers le haut.</source>
        <translation>Drawing: the card goes into the reader, chip first, golden side up.</translation>
    </message>
    <message>
        <source>{count} caractères sur {length}</source>
        <translation>{count} characters of {length}</translation>
    </message>
    <message>
        <source>Numéro de sécurité sociale, caché en partie : {number}</source>
        <translation>Social security number, partly hidden: {number}</translation>
    </message>
    <message>
        <source>Dessin : le code est dans un cadre, au milieu de la lettre, sous le nom de la personne.</source>
        <translation>Drawing: the code is in a frame, in the middle of the letter, under the person’s name.</translation>
    </message>
    <message>
        <source>Afficher</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>La touche Verr. Maj. est active : tout s’écrit en majuscules.</source>
        <translation>Caps Lock is on: everything is written in capitals.</translation>
    </message>
    <message>
        <source>Règles du mot de passe</source>
        <translation>Rules of the password</translation>
    </message>
    <message>
        <source>Masquer</source>
        <translation>Hide</translation>
    </message>
    <message>
        <source>{rule} : fait</source>
        <translation>{rule}: done</translation>
    </message>
    <message>
        <source>{rule} : manque</source>
        <translation>{rule}: missing</translation>
    </message>
    <message>
        <source>Il manque : {rules}.</source>
        <translation>Missing: {rules}.</translation>
    </message>
    <message>
        <source>Toutes les règles sont suivies.</source>
        <translation>All the rules are followed.</translation>
    </message>
    <message>
        <source>À dire : {said}</source>
        <translation>To say: {said}</translation>
    </message>
    <message>
        <source>Dessin : carte avec photo, le numéro de série est devant, en haut à droite.</source>
        <translation>Drawing: card with a photo, the serial number is on the front, top right.</translation>
    </message>
    <message>
        <source>Dessin : carte sans photo, le numéro de série est au dos, en haut à gauche.</source>
        <translation>Drawing: card without a photo, the serial number is on the back, top left.</translation>
    </message>
    <message>
        <source>fait</source>
        <translation>done</translation>
    </message>
    <message>
        <source>en cours</source>
        <translation>under way</translation>
    </message>
    <message>
        <source>à venir</source>
        <translation>to come</translation>
    </message>
    <message>
        <source>{number}. {title}, {state}</source>
        <translation>{number}. {title}, {state}</translation>
    </message>
    <message>
        <source>Étapes</source>
        <translation>Steps</translation>
    </message>
    <message>
        <source>Étape {number} sur {count} : {title}</source>
        <translation>Step {number} of {count}: {title}</translation>
    </message>
    <message>
        <source>Corriger</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>Écrire {correction}. Touche {key}.</source>
        <translation>Write {correction}. Key {key}.</translation>
    </message>
    <message>
        <source>Corrigé : {taken}</source>
        <translation>Corrected: {taken}</translation>
    </message>
    <message>
        <source>Pas possible.</source>
        <translation>Not possible.</translation>
    </message>
    <message>
        <source>Comptoir – Mon espace santé</source>
        <translation>Counter – Mon espace santé</translation>
    </message>
</context>
</TS>
