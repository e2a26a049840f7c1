import type { Topic } from "./topics";

/** Sixteen kinds of community work, in English. */
export const topicsEn: readonly Topic[] = [
  {
    // Inclusive education
    community: [
      "My community is <about {30-60} families|a circle of {30-60} families> in {place} whose children have a disability and were told, politely or not, that the ordinary school is not for them.",
      "I work with parents of children with Down syndrome, autism and cerebral palsy in {place}; <most of them are mothers|nearly all who come are mothers>, and many raise their children alone.",
      "In {place} I belong to a small association of parents and <two|three|four> young teachers who want children with disabilities in the same classrooms as their neighbours.",
    ],
    need: [
      "The law promises a place in an ordinary school, but the school <asks for an assistant whom nobody pays|has no ramp, no assistant and no idea where to begin>.",
      "A child who stays at home until the age of ten has no friends by then, and this is the loss that parents <speak of most|mention first>, before any diagnosis.",
      "The medical commission decides in <fifteen|ten|twenty> minutes what a child may learn, and parents do not know that they can disagree.",
    ],
    activity: [
      "Every <Saturday|Sunday> we hold a mixed play group in the school gym, <where half of the children have a disability and half do not|and the neighbours' children now come without being asked>.",
      "We sit with parents before the commission, read the papers with them, and go along when they ask us to.",
      "I train teachers to prepare one lesson in three levels of difficulty, using <their own textbooks|things that are already in the classroom>.",
      "We keep a shared shelf of picture cards, hearing aids and chairs, which goes from family to family as children grow.",
    ],
    situation: [
      "When the head of the school refused {4-9} children in one August, the parents wanted to <write to the capital at once|call the television>.",
      "Two years ago our group was {5-8} tired mothers in a kitchen, and the only assistant who had agreed to work left after a month.",
      "The district was about to close the only class that took our children, because <on paper it was half empty|the roof leaked and the repair was not in the budget>.",
    ],
    action: [
      "I asked for one meeting without complaints: each parent brought a page about what their child can do, and I brought the <two|three> teachers who were willing.",
      "I drew up a rota, so that each of us sat in the classroom one morning a fortnight until an assistant was found, and I took the hardest mornings myself.",
      "I counted, house by house with {6-12} volunteers, every child of school age who was not at school, and gave the list to the education department with a proposal instead of a protest.",
      "I invited the head to our play group and asked her to <referee the relay race|give out the prizes>; she came for half an hour and stayed for three.",
    ],
    result: [
      "<Since then|Since that autumn> {5-11} children study in ordinary classes, and the school has asked us to train <its whole staff|the teachers of two neighbouring schools>.",
      "The class stayed open, an assistant is now paid from the district budget, and two other schools have copied our rota.",
      "All but one of the children were admitted; for the last we found a place in the next school and the parents share the drive.",
    ],
    dilemma: [
      "A father asked me not to tell the school about his son's epilepsy, as he feared a refusal. I kept silent for a week and slept badly. In the end I went back to him with a nurse, and we wrote together what a teacher must do in a seizure; he handed the page in himself.",
      "I published a photograph of our play group with the consent of the parents, and one girl of fourteen told me later that nobody had asked her. She was right. I took it down, apologised in front of the group, and since then the children themselves decide, with a yes that they can take back.",
      "A donor offered us equipment if we would show 'before and after' films of the children. We needed the equipment badly. The parents were split, so I <asked each family alone and let one refusal be enough|put it to a secret vote>; we said no, and wrote to the donor why. It cost us a year.",
    ],
    plan: [
      "I want to turn our rota into a <one-page agreement between parents and a school|small handbook> and try it in {3-5} schools where the head is already curious.",
      "I would start a group of peer parents, {8-12} people, who have been through the commission and are trained to accompany others.",
      "I plan an open lesson each month, when teachers from neighbouring schools watch an inclusive lesson and take it apart afterwards over tea.",
    ],
    benefit: [
      "Each teacher who learns this carries it through thirty years of classes.",
      "Brothers and sisters gain first: they stop being the only helpers at home.",
    ],
    experience: [
      ["Coordinator of a parents' association", "Association of parents"],
      ["Assistant teacher", "Secondary school"],
      ["Volunteer of a mixed play group", "Community centre"],
    ],
  },
  {
    // Water users
    community: [
      "I come from {place}, where <{300-700} farms|more than {300-700} small farms> share one canal, and in a dry June that canal decides who speaks to whom.",
      "My community is the water users' association of {here}: mostly older men who own the land, and women who work it while the men are away in <Russia|Kazakhstan and Russia>.",
      "I grew up at the tail end of an irrigation canal in {place}; people at the tail learn patience, and I learned to read a water meter.",
    ],
    need: [
      "Water is shared by <custom and by shouting|who knows whom>, the meters are broken, and those at the end of the canal pay the same fee for half of the water.",
      "Women do most of the watering at night, yet in the assembly they had <no vote, since the land is not in their name|one seat of fifteen>.",
      "Every spring the schedule is agreed, and by the second week of June nobody keeps it.",
    ],
    activity: [
      "We measure the flow at {5-9} points each Monday and put the figures on <the wall of the shop|a Telegram channel and the wall of the mosque>, where everyone can argue with them.",
      "I run the night schedule and walk the canal with whoever doubts it.",
      "In winter we hold classes on drip irrigation and on contracts, and in summer we mediate, <mostly sitting on the bank of the canal|usually at the sluice, with a flask of tea>.",
    ],
    situation: [
      "In the drought of two summers ago the upper village closed the sluice for three nights, and men from the lower one <set out with shovels|gathered at the bridge>.",
      "The association had debts of {14-30} months of fees, because nobody believed that the money went into the canal.",
      "When the old chairman died, two families claimed his place and the association did not meet for half a year.",
    ],
    action: [
      "I asked each side to send two people whom the other side respects, and we measured the flow together, every hour for a night, before anyone spoke of blame.",
      "I opened the accounts, printed every receipt on one large sheet and stood next to it on two market days answering questions.",
      "I proposed that each family at the sluice, whoever holds the paper, has a voice, and I went from yard to yard with {4-8} women to prepare them for the first meeting.",
      "I found an engineer who agreed to teach {8-14} young people to repair the gates, so that we would no longer wait for the district.",
    ],
    result: [
      "The schedule held until the harvest, for the first time in {4-7} years, and the upper village asked for the same measuring the next spring.",
      "Within a year {70-90} percent of households paid, and we lined {400-900} metres of the canal from our own fees.",
      "There are now {4-6} women in the council, and the night watering begins at an hour when they can do it safely.",
    ],
    dilemma: [
      "I discovered that my uncle took water outside his turn. If I said nothing, nobody at the tail would ever believe the figures again; if I said it, my mother would have to sit alone at family feasts. I told him that his name would stand on the sheet like any other, gave him a day to say so himself, and he did. It was a bad summer at home, and the figures are trusted.",
      "I once settled a dispute too quickly, because I was tired and the older man had the louder voice. The widow on the other side accepted and lost a third of her onions. I learned to hear the quieter side first and alone. I also helped her claim the loss from the association, which was my debt.",
      "A company offered to line the whole canal if it could take water for its greenhouse first. The council wanted to sign that week. I asked for ten days and for the contract in our language; we found that 'first' meant also in a drought. We refused, and some people still think I cost them a canal.",
    ],
    plan: [
      "I want to try a water council of young people from both banks, who measure together for a season before they are asked to decide on anything.",
      "I would write down our way of open figures in <{8-12} pages|pictures> and offer it to the {3-6} associations further down the river.",
      "I plan a small reserve fund for the tail of the canal, paid by those who gain most in a wet year, and I need to learn how to bring people to agree to that.",
    ],
    benefit: [
      "Water is where our villages quarrel first, so peace at the canal is peace at weddings, at school and at the border.",
      "Those who gain most are the women who irrigate at night and were never asked.",
    ],
    experience: [
      ["Secretary of a water users' association", "Water users' association"],
      ["Field assistant, irrigation survey", "Agrarian university"],
      ["Mediator in water disputes", "Village council"],
    ],
  },
  {
    // Women's legal literacy
    community: [
      "My community is women in {place} who were married by a religious ceremony only, and who learn on the day of the divorce that on paper they were never married.",
      "I work with <divorced women and widows|women who left violent homes> in {place}; they come to us for a paper and stay for the conversation.",
      "In {here} I belong to a group of {5-9} women, two of us lawyers, who answer questions that people are ashamed to ask in an office.",
    ],
    need: [
      "The court is <forty kilometres|two bus rides> away, the form costs a week's earnings, and the neighbour's advice is free.",
      "Many do not know that the house they built with their husband can be partly theirs, and those over forty are sure that the law was written for somebody else.",
      "Police officers tell them to go home and make peace, <and it is hard to argue with a uniform|which is also what their parents say>.",
    ],
    activity: [
      "On <Tuesdays and Fridays|two evenings a week> we sit in the back room of a sewing workshop, so that nobody can tell why a woman has come in.",
      "We explain alimony, property, custody and residence in plain words, and write the claim together.",
      "I record short voice messages about rights in our dialect, as voice messages travel where leaflets do not.",
      "I train older women who are already listened to at weddings and funerals, so that better advice is given where advice is given anyway.",
    ],
    situation: [
      "Last year {7-12} women from one street had the same problem: their houses stood on land registered to their fathers-in-law.",
      "Our only lawyer emigrated, and {20-40} open cases lay in a cardboard box.",
      "After a <murder|beating> in the next street everyone spoke about it in whispers, and the women stopped coming to us.",
    ],
    action: [
      "I brought the women together, let them discover that they were not alone, and we <went to the registry as a group|filed the claims on the same day>, which no official could call a family matter.",
      "I sorted the box by deadline, called each woman, and asked law students in the city to take two cases each under the eye of a retired judge.",
      "I moved our meetings to <the clinic|the bakery>, asked an imam's wife whom people trust to open them, and walked the first ones home myself.",
      "I divided the work among {5-8} volunteers, with a rule that nobody hears more than three stories a day and that everyone goes home with somebody.",
    ],
    result: [
      "{4-8} of them hold a share of their house today, and one now advises others.",
      "No deadline was missed; {15-25} cases were won or settled, and {3-6} of the students still help.",
      "Within three months more women came than before, and the local police officer asked us <for our leaflet|to speak to his colleagues>.",
    ],
    dilemma: [
      "A woman asked me to help her return to a husband who had broken her arm. My colleagues said that we do not do that. I thought that leaving her alone with it would be worse, so I helped her write down a safety plan and a date on which we would speak again. She went back, and she called on that date. I am still not sure, but I no longer confuse my wish with her choice.",
      "A journalist offered to tell the story of one of our clients, with her name changed. It would have brought us donations. I agreed, and within a day the whole street knew who it was. I had protected the name and forgotten the details. Now nothing about a client leaves the room, not even a good ending.",
      "I argued with our oldest volunteer about whether to tell women that they will win. She gave hope, I gave percentages, and they went to her. We found a third way in the end: we say what the law says, what usually happens here, and what we will do in either case.",
    ],
    plan: [
      "I want to try 'a lawyer on the market day' in {3-5} villages: a table, a sewing machine as a reason to sit down, and a trained woman beside it.",
      "I would build a small school for paralegals, {10-16} women a year, with a manual in our own language and a supervisor for the hard cases.",
      "I plan to work with {4-6} religious leaders who would agree not to marry a couple before the state has registered them.",
    ],
    benefit: [
      "A woman who knows one article of the family code tells it to ten others at the next wedding.",
      "Their daughters gain most: they learn early that one can ask.",
    ],
    experience: [
      ["Paralegal", "Women's legal aid group"],
      ["Intern", "District court"],
      ["Trainer on family law", "Crisis centre"],
    ],
  },
  {
    // Local journalism
    community: [
      "I edit a small news page about {place}; <{4-9} thousand people|about {4-9} thousand people> read it, which is every second household with a telephone.",
      "My community is readers and writers of a local newspaper in {place} that nobody in the capital has heard of, and a dozen young reporters who learn by doing.",
      "I belong to a group of {5-9} freelance reporters in {place} who write about schools, hospitals, water and prices, since nobody else does.",
    ],
    need: [
      "People here know <what the president of another country said|who won in another country's parliament> and do not know why their own hospital has no X-ray.",
      "After the new rules on media two of our colleagues left the profession, and those who remain have begun to censor themselves before anyone asks.",
      "Rumours travel faster than we do; last winter one about a vaccine emptied a clinic in two days.",
    ],
    activity: [
      "We publish {3-6} checked stories a week, each with the documents beside it, so that readers can <judge for themselves|see how we know>.",
      "I teach a Sunday newsroom for school leavers: how to ask, how to check, how to protect the one who told you.",
      "We answer readers' questions by voice message, in the language in which they were asked.",
    ],
    situation: [
      "When the school canteen poisoned {20-40} children, the district said that nothing had happened, and parents were about to storm the kitchen.",
      "Our editor was summoned twice in a month and resigned; {4-7} people aged around twenty looked at me.",
      "We had <a leaked budget of the road department|a list of phantom repairs>, no lawyer and a team that wanted to publish that night.",
    ],
    action: [
      "I split the work: two people collected medical papers with the parents' consent, one asked the sanitary service in writing, and I sat with the parents so that they would wait for facts.",
      "I called everyone together, asked what each was afraid of, and we wrote rules: two sources, a call to the other side, no story signed by one person alone.",
      "I insisted on three more days, photographed every road in the list with {6-10} readers, and asked the department for comment twice.",
      "I asked a retired editor and a lawyer from the city to read us every Thursday, unpaid, and to be as rude as they liked.",
    ],
    result: [
      "The story was printed with the answers of the ministry in it, the supplier was changed, and nobody threw a stone.",
      "We lost no one; a year later the page has twice the readers and a reserve for one lawyer's fee.",
      "{3-7} of the roads were repaired that autumn, and no fact of ours was disputed.",
    ],
    dilemma: [
      "A nurse gave me proof of thefts in her hospital. There are only three nurses in that ward; to print the paper was to print her name. I wanted the story very much. I asked her to imagine the worst, she did, and we waited {4-8} months until the same thing could be shown from public tenders. The thefts went on meanwhile, and I count that as the price.",
      "I wrote about a teacher who beat a pupil, and I wrote his surname. It was all true. His daughter, who was in the same school, stopped coming. I had thought about the public interest and not about a girl of eleven. I still would have written the story, but not in that way, and I told her mother so.",
      "A businessman offered to pay our rent 'without conditions'. We argued for two evenings. I was for taking it, and my youngest reporter asked who would write about his market. We refused, moved into a kitchen, and I learned that the youngest person in the room should speak first.",
    ],
    plan: [
      "I want to open a help line for rumours: readers send us what they heard, and within a day we tell them what we know, what we do not, and how we checked.",
      "I would start a shared desk of {4-6} local pages, for legal checks, safety training and stories that none of us can carry alone.",
      "I plan a school of public records, in which citizens of {place} learn to read a tender and a budget with us.",
    ],
    benefit: [
      "Each of our young reporters stays in the town a little longer because there is something to do here.",
      "Officials gain too, if slowly: the honest ones finally have someone to explain things to.",
    ],
    experience: [
      ["Reporter, later editor", "Local news page"],
      ["Trainer", "Sunday newsroom for young people"],
      ["Freelance correspondent", "Regional newspaper"],
    ],
  },
  {
    // Youth club
    community: [
      "My community is a youth club in {place}: {40-80} teenagers, a room that used to be <a boiler house|a post office>, and a table tennis table with one leg too short.",
      "I lead a club for young people in {place}, where <half of the families have someone working abroad|most families have a parent working abroad> and evenings are long.",
      "I work with teenagers in {here} who are called difficult; I was called that too, and somebody had time for me.",
    ],
    need: [
      "After the ninth class there is <the bazaar, the army or the bus to Russia|marriage, the bazaar or the bus to another country>, and nobody asks what they would like to try.",
      "Boys and girls stop talking to each other at about thirteen, and later they have to live together.",
      "There is a House of Culture with a hall for {200-400} people, and it is locked except on holidays.",
    ],
    activity: [
      "We hold debates on Wednesdays, football on Saturdays with mixed teams, and a repair workshop whenever something breaks.",
      "The young people plan the month themselves, keep the cash box and answer for it in front of everyone.",
      "Once a season we walk to <a mountain lake|the next valley> for two days, and those who have never led carry the map.",
    ],
    situation: [
      "Two groups of boys from neighbouring streets fought every Friday, and in {2-4} months the police had been called {4-7} times.",
      "The municipality wanted to give our room to a furniture shop, and I heard of it {6-12} days before.",
      "Our oldest members left for university in one summer, and the club shrank from {50-70} to {9-14}.",
    ],
    action: [
      "I asked the loudest one of each street to help me build a football pitch, and I put them on the same wheelbarrow.",
      "I did not write the petition myself: I asked {10-16} teenagers to speak at the council meeting and rehearsed with them until they could do it without paper.",
      "I stopped being in charge of everything, drew up {5-8} small jobs with a name and a date, and bit my tongue when they were done differently.",
      "I visited {20-35} families, drank a great deal of tea, and explained to fathers why their daughters are safe with us.",
    ],
    result: [
      "The fights stopped by winter; the pitch has a schedule, and the two boys are its referees.",
      "The room stayed ours for five years, in writing, and the deputy mayor's son comes on Wednesdays.",
      "Today {45-75} young people come every week, a third of them girls, and {4-7} of them lead groups without me.",
    ],
    dilemma: [
      "A boy told me in confidence that he was going to run away to his brother in Moscow. I promised silence before I knew what it was about. I broke the promise after two days and told his aunt. He did not speak to me for half a year. Now I say at the beginning what I can keep to myself and what I cannot, and they tell me more than before.",
      "I let only the girls cook on our hikes, because that was easier, until one of them asked me why we do debates about equality. I had no answer. We drew lots the next evening; the soup was terrible and nobody has forgotten it. Since then I look for the rules that I never said aloud.",
      "We won a grant and I spent too much of it on a trainer from the capital, as I did not trust our own. He was good, he left, and nothing remained. The older members told me so at our annual meeting. I asked two of them to plan the next budget, and it was better than mine.",
    ],
    plan: [
      "I want to open the locked House of Culture, {2-3} evenings a week, with keys held by young people and a rota of grown-ups whom they choose.",
      "I would try a year of apprenticeships: {10-15} teenagers each follow a baker, a vet, a welder or an accountant for a month and tell the others.",
      "I plan a network of {4-6} clubs along our road, which lend each other trainers, tents and courage.",
    ],
    benefit: [
      "The younger brothers and sisters are already waiting at the door.",
      "Parents who work abroad tell me that they sleep better.",
    ],
    experience: [
      ["Leader of a youth club", "Youth club"],
      ["Volunteer, summer camp", "Children's camp"],
      ["Coach of a mixed football team", "Secondary school"],
    ],
  },
  {
    // Accessible city
    community: [
      "I use a wheelchair and live on the <third|fourth|fifth> floor of a house with a lift that works on good days; my community is {60-120} people in {place} for whom that is normal.",
      "My community is people with disabilities in {place}; we are told that there are few of us, because those who cannot leave their homes are not seen.",
      "I am a sign language interpreter and a daughter of deaf parents; in {place} there are some {100-200} deaf people and two interpreters.",
    ],
    need: [
      "There are ramps in the reports, <too steep to use and ending at a step|and some of them end at a flower bed>.",
      "A deaf person who calls an ambulance has to find a neighbour first.",
      "People speak to whoever pushes the chair, and so many of us have stopped going out to be spoken over.",
    ],
    activity: [
      "Each month we test one public building with the people who run it, who sit in a wheelchair for that hour, and we agree on <one repair that costs little|the three cheapest repairs>.",
      "I run a group for independent living: buses, forms, cooking, and how to say no to help.",
      "We teach sign language to cashiers, nurses and police officers, a hundred signs in ten evenings.",
    ],
    situation: [
      "The city had bought {10-18} new buses with a high step, and the deputy mayor told us that the matter was closed.",
      "Our association was led by the same person for {14-20} years; young people came once and did not return.",
      "In the winter of the long power cuts several of our members were stuck on upper floors without water.",
    ],
    action: [
      "I invited the deputy mayor and {3-6} drivers to ride one line with us from end to end on a market day, and I did not say a word during the ride.",
      "I proposed two chairs, one of them under thirty, spoke with the old leader alone first, and asked her to be the one who presents it.",
      "I made a list of who lives where and needs what, found {15-25} students with telephones and strong legs, and coordinated them from my kitchen table.",
      "I learned the building code by heart, every paragraph, and then asked the chief architect to teach it to us, so that he had to read it as well.",
    ],
    result: [
      "The next {6-12} buses have a low floor, and two of us now sit on the tender commission.",
      "Half of the board is new, the old leader teaches advocacy, and {20-40} people joined within a year.",
      "Nobody was left alone; the list became a service that the city now pays for in winter.",
    ],
    dilemma: [
      "A television channel wanted to film me 'overcoming'. It would have helped our campaign. I agreed on the condition that the stairs be in every shot, and they cut the stairs. I should have asked to see it first. I wrote to the editor, and the second film, a year later, was about stairs only.",
      "A mother locked her grown son at home, because he had been robbed twice. I wanted to report her, and I also had seen how much she loved him. We found a volunteer to walk with him, to the corner at first. I still think that his right was clear; what was not clear was how to reach it without breaking the only two people in the flat.",
      "I quarrelled with a colleague who takes money from the firm that builds the bad ramps. I called him a traitor in front of the others. He answered that his money had paid for my interpreter. We are not friends, but we have written rules about donors, and I apologised for the word.",
    ],
    plan: [
      "I want to begin a map of {place} made by its users, in which each place has a photograph of its door and a date.",
      "I would train {8-12} people with disabilities as paid auditors, so that architects buy our knowledge instead of our patience.",
      "I plan a leadership course for young people with disabilities, three weekends, in a guest house that has to become accessible first.",
    ],
    benefit: [
      "Every ramp is used by more prams than wheelchairs.",
      "Old people gain, and each of us hopes to be one.",
    ],
    experience: [
      ["Member of the board", "Society of people with disabilities"],
      ["Accessibility auditor", "City initiative"],
      ["Sign language interpreter", "Cultural centre for deaf people"],
    ],
  },
  {
    // Urban space and cycling
    community: [
      "My community is people who walk and cycle in {place}, which means people without a car, which means mostly women, students and the old.",
      "I am part of a neighbourhood group in {place} that began with <one bench|one felled tree> and now has {200-400} members in its chat.",
      "In {place} I work with residents of {6-14} old apartment blocks on their courtyards: between the walls live all ages, five languages and a hundred parked cars.",
    ],
    need: [
      "Trees are cut to widen the road, and we hear of it from the sound of the saw.",
      "Last year {4-9} people were hit by cars on one crossing near the school, and the report said that they had been inattentive.",
      "There is no place to be outdoors without buying something, so young people meet in <stairwells|shopping centres>.",
    ],
    activity: [
      "We count cars, bicycles and pedestrians by hand four times a year, and our figures are better than the city's, since the city has none.",
      "On the last Sunday of the month we ride together, slowly, with children in front, and the police have learned to wave.",
      "We repair one courtyard a season with those who live there: they draw, they vote, they dig.",
    ],
    situation: [
      "The mayor's office announced that a boulevard with {80-160} trees would become a car park, with two weeks for objections.",
      "Residents of one courtyard had not spoken with each other since a quarrel about garages.",
      "A boy of nine was killed on his way to school, and anger in the district was looking for someone.",
    ],
    action: [
      "I asked {20-30} people to adopt one tree each, measure it, find out its age and hang a letter from it; I wrote to nobody until the letters hung.",
      "I began with a kettle in the middle of the courtyard, every Thursday at seven, and I did not mention garages until the fourth.",
      "I proposed to the parents that we paint the crossing ourselves, at five in the morning, with a traffic engineer who told us the right width.",
      "I made three drawings with an architecture student and put the cheapest first, and let the officials discover that it was also the best.",
    ],
    result: [
      "The car park was built elsewhere, {70-110} trees stand, and their guardians still water them.",
      "The garages stayed, the asphalt between them went, and there is a garden with {12-20} beds and a waiting list.",
      "The city fined us and then made the crossing official; there are {5-9} more since, and no child has been hit there.",
    ],
    dilemma: [
      "We had planned a protest ride on the day when a colleague from another movement was sentenced. Some wanted to carry his portrait. I feared for the sixteen-year-olds among us, and I feared my fear. We decided that those over eighteen could do so at the end, after the families had gone home. Nobody was content, and nobody was arrested.",
      "I deleted a rude comment about the mayor from our page, and we were accused of censorship, with reason. I had done it alone, at night. Now three people decide and the rules are pinned on top. I learned that a calm tone cannot be ordered by the one who holds the password.",
      "Our new benches filled with men drinking, and the women who had asked for them stopped coming. I wanted to remove the benches. A street worker suggested asking the men; two of them now look after the chess table. I had planned for people in general and forgotten that nobody is that.",
    ],
    plan: [
      "I want to try a 'street for a day' in front of {3-4} schools, measured before and after, so that the argument is about numbers and not about bicycles.",
      "I would open a workshop where residents learn to read a city plan and to answer it in time, in both languages.",
      "I plan a fund of small courtyard grants, decided by neighbours of other courtyards.",
    ],
    benefit: [
      "A street on which a child can walk alone gives a mother back an hour a day.",
      "The next generation of planners comes to our Thursdays, for the tea.",
    ],
    experience: [
      ["Co-founder", "Neighbourhood initiative"],
      ["Junior urban planner", "Design bureau"],
      ["Organiser of community rides", "Cycling club"],
    ],
  },
  {
    // Environment
    community: [
      "I live in {place}, where in winter one can taste the air; my community is {40-90} families who put sensors on their balconies.",
      "My community lives around a <former mine|tailings pond> in {place}: shepherds, pensioners and a school with {150-300} pupils.",
      "I work with herders and schoolchildren in {place}, on the edge of a desert that was a sea shore when my grandmother was a girl.",
    ],
    need: [
      "Officials publish an average for the year, and children cough by the day.",
      "Waste is burned behind the market, next to the kindergarten, since the lorry comes when it has fuel.",
      "Young people leave, and those who stay are told that dust is fate.",
    ],
    activity: [
      "We read {12-30} sensors each morning and send one plain sentence to parents: go out, stay in, close the window.",
      "Each spring we plant saxaul with {5-9} schools, and we count in autumn what has survived, which is the part that nobody photographs.",
      "We separate waste in {4-8} blocks, sell the plastic, and the residents decide what the money is for.",
    ],
    situation: [
      "A heating plant had switched to worse coal, and the first reaction in our chat was to block the road.",
      "After the third tree planting in a row less than a fifth of the seedlings was alive, and volunteers were losing heart.",
      "The rumour went round that the water from the new well was poisoned, and families began to carry water from the river, which was worse.",
    ],
    action: [
      "I asked for one month of measurements first, found a chemist, and divided {15-25} volunteers into shifts, with a log in which nothing may be crossed out.",
      "I went to the herders, who had not been asked until then, and we changed the place, the season and the fence on their advice.",
      "I took samples together with the loudest critic and with a nurse, sent them to two laboratories, and read both answers aloud in the school yard.",
      "I kept one rule for all of us: whoever is angry measures first, and those responsible hear it from us before they read it.",
    ],
    result: [
      "The plant returned to the better coal for the coldest weeks, and it now publishes its figures next to ours.",
      "{55-75} percent of last year's seedlings live, and the herders keep the fences without pay.",
      "The well was clean, the river was not, and the village has a water committee with {5-7} members today.",
    ],
    dilemma: [
      "Our sensors showed a dangerous value on the day of the city's festival. If we sent the warning, we would be accused of spoiling it; if the sensor was wrong, nobody would believe us again. I called the three nearest families to compare, lost forty minutes, and sent it. The value was right. I now keep a written rule, so that courage is not needed at such a moment.",
      "A foreign company that pollutes elsewhere offered to pay for our seedlings and wanted its name on the fence. The school needed the seedlings; I thought about the other river. We let the pupils debate it and promised to follow them. They said no, more firmly than I would have.",
      "I announced results at a press conference before the laboratory had confirmed them, and one figure was off by a factor of ten. I corrected it the same evening and lost a friend at the ministry. Since then another person has to sign each number, and I am slower and more useful.",
    ],
    plan: [
      "I want to try a clean-air agreement for one district: residents, a school, a bakery and the heating plant, with measures that each can really take.",
      "I would start a summer school of citizen measuring for {12-20} teenagers from {3-5} towns, with one common method and one open map.",
      "I plan a nursery of native plants run by women of {here}, as seedlings from elsewhere die and wages here are few.",
    ],
    benefit: [
      "Children breathe first and vote later.",
      "Neighbouring towns have asked for our method already, and air has no borders.",
    ],
    experience: [
      ["Coordinator of citizen measuring", "Environmental initiative"],
      ["Laboratory assistant", "Institute of ecology"],
      ["Leader of school eco-clubs", "House of pupils"],
    ],
  },
  {
    // Libraries
    community: [
      "I am a librarian in {place}; my community is everyone who comes in to get warm and leaves with a book.",
      "My community gathers around a village library in {place} that was to be closed: {120-260} readers, of whom two thirds are under fifteen.",
      "I run reading circles in {place} in two languages, for children whose parents read neither aloud.",
    ],
    need: [
      "The newest book on our shelf about law or health was <printed in 1987|older than me>, and people make decisions by it.",
      "Children learn to read aloud quickly and without understanding, as speed is what is measured.",
      "There is almost nothing for young children in our own language, so grandmothers' stories end with the grandmothers.",
    ],
    activity: [
      "A box of {40-70} books travels between {5-9} villages by the minibus that carries the bread.",
      "On Fridays we read one chapter and argue about it; the rule is that one may change one's mind.",
      "We record old people's stories, print them in booklets of {16-24} pages and let the pupils draw the pictures.",
    ],
    situation: [
      "The district ordered the library closed within a month, because it had too few loans on paper.",
      "When I took over there were {4-8} readers in a week, and the stove smoked.",
      "Parents complained that our circle made children disobedient, as they had begun to ask why.",
    ],
    action: [
      "I asked every reader to bring one more and a written reason, and I took {150-250} reasons to the district in a bread box.",
      "I stopped waiting behind the desk, took the books to the queue at the mill and to the bus stop, and gave the keys to {3-5} pupils.",
      "I invited the parents to be the circle for one evening; we read a story about a disobedient daughter and they argued until ten.",
      "I found a stove-maker who could not read, and he repaired the stove in return for lessons, which he asked me to keep secret at first.",
    ],
    result: [
      "The library is open, the order was withdrawn, and the mill has a shelf.",
      "We lend {200-350} books a month now, and in the queue at the mill people argue about endings.",
      "Two fathers come regularly, and the neighbouring school has begun a circle of its own.",
    ],
    dilemma: [
      "An official asked me for the list of readers of certain books. I said that I would look for it. At home I understood that I had already half agreed. The next day I told him that we keep no such list, and that evening I made it true. I had never thought of a library card as something that could harm a person.",
      "A mother forbade her daughter to read a novel, and the girl asked me to keep it for her at the library. I wanted to be on the side of the book. I also knew whom she would have to live with. I gave the novel to the mother first and asked what she thought; she returned it after a week and said that it was sad, and true.",
      "I rewrote an old man's story to make it smoother, and he did not recognise it. He said it kindly. Since then the tellers hear their text before it is printed, and I leave the bumps in.",
    ],
    plan: [
      "I want to make {10-14} new picture books with storytellers and young artists, and leave them wherever people wait: clinics, mills, registry offices.",
      "I would turn {3-5} village libraries into places where one can also fill in a form, meet a nurse or learn to search the internet safely.",
      "I plan a course for school librarians on how to lead a conversation in which nobody is right at once.",
    ],
    benefit: [
      "A mother who reads to one child reads to all of them and to the neighbour's.",
      "The old people gain an audience, and we gain time with them.",
    ],
    experience: [
      ["Librarian", "Village library"],
      ["Leader of reading circles", "Children's library"],
      ["Editor of a collection of local stories", "House of culture"],
    ],
  },
  {
    // Children of migrants
    community: [
      "My community is children in {place} whose parents work in another country; in some classes that is <every second child|two thirds of the pupils>.",
      "I tutor children who live with grandparents in {place}, as I did for seven years myself.",
      "In {place} I belong to a group of {9-16} students who spend their afternoons with pupils whose mothers call from Moscow on Sundays.",
    ],
    need: [
      "Grandparents cannot help with homework in a language that they did not learn, and a telephone does not hug.",
      "Teachers notice when a child stops learning; nobody is there to notice when it stops laughing.",
      "When the mothers come back after years they and their children are strangers, and nobody has told them that this is usual.",
    ],
    activity: [
      "Four afternoons a week there are soup, homework and an hour in which nothing has to be achieved.",
      "Each student has {3-4} children and a notebook, and we speak about what is in the notebooks every Friday.",
      "I hold evenings for grandmothers, who come for the sewing and talk about blood pressure, money transfers and teenagers.",
    ],
    situation: [
      "In one spring {3-5} boys of fourteen dropped out of school to work at the car wash.",
      "Our funding ended in the middle of a school year, with {40-60} children on the list.",
      "After a quarrel between two of our best tutors the group split into two, and the children had to choose.",
    ],
    action: [
      "I went to the owner of the car wash with a cake and with the boys' uncle, and proposed afternoons instead of mornings and a bonus for each school report.",
      "I told the truth to the parents abroad in a voice message of two minutes and asked for the price of one lunch a month from each who could.",
      "I asked both tutors to tell me what they needed, wrote it on one page for them to correct, and did not offer a solution until both had signed the page.",
      "I asked {8-12} of the older pupils to tutor the small ones, with a paper badge and a real key, and trained them for three Saturdays.",
    ],
    result: [
      "All of them finished the ninth class, and one of them teaches bicycles to the others.",
      "{30-45} parents pay to this day; it covers the soup and the rent, and we owe nothing to anyone.",
      "The group is one again, with written duties, and the older pupils stay after school to lead it.",
    ],
    dilemma: [
      "A girl of ten told me that her uncle, with whom she lived, hit her. Her mother begged me by telephone not to tell anyone, or she would lose her job and come home to nothing. I told the school psychologist, as I had to, and I called the mother before and after. For months she did not answer. The girl lives with her aunt now. I would do it again, and I would prepare the mother better.",
      "I promised a boy that his father would be proud of his marks; the father did not even ask. I had wanted to help and had given away what was not mine. Since then I promise only what I can do with my own hands.",
      "A bank wanted to pay for our lunches if its advertisement for remittances hung in the room. It was a decent sum. The grandmothers decided, not I: the poster hangs in the corridor, the contract in the room, and both are read critically.",
    ],
    plan: [
      "I want to prepare returns: an afternoon a week in which children and mothers, by video at first, learn to know each other again before the suitcase is unpacked.",
      "I would train {10-15} class teachers to notice and to ask, with a short list of who can help in {place}.",
      "I plan to hand our method of older pupils as tutors to {3-5} schools and to stay as their adviser, not as their boss.",
    ],
    benefit: [
      "The tutors gain as much: {6-9} of ours have become teachers.",
      "Parents abroad send not only money but trust, and that comes home.",
    ],
    experience: [
      ["Tutor and coordinator", "After-school centre"],
      ["Primary school teacher", "Secondary school"],
      ["Volunteer", "Helpline for children"],
    ],
  },
  {
    // Rights of labour migrants
    community: [
      "My community is people who leave {place} to work abroad and people who return from there with a stamp that forbids them to go back.",
      "I answer the phone for labour migrants from {place}; in the season there are {20-40} calls a day, most of them after ten at night.",
      "I work with returned migrants in {place}, who came home with savings, with debts, or <with a cough that nobody treats|with a deportation that nobody explained>.",
    ],
    need: [
      "People sign contracts that they cannot read and learn about the entry ban at the airport.",
      "Recruiters stand at the bus station; the state's free advice sits on the third floor of an office that closes at five.",
      "Those who return are called failures, <and so they leave again|as if the crisis had been theirs>.",
    ],
    activity: [
      "We check documents before departure, at a table beside the bus, between tea and tyres.",
      "I write claims for unpaid wages with people, and in a good month {4-9} of them are paid.",
      "On Sundays there is a circle for the returned, which began as advice about loans and became the place where men talk.",
    ],
    situation: [
      "A contractor had not paid {18-34} workers from one village, and they were ready to pay someone to beat him.",
      "New entry rules came out on a Friday, and by Saturday {150-300} people stood at the border with wrong papers.",
      "Three of our volunteers had burned out in one autumn, and calls went unanswered.",
    ],
    action: [
      "I collected screenshots, voice messages and photographs of the site from all of them, made one file, and found a lawyer there who works for a share.",
      "I recorded the rules in four short messages, asked drivers of minibuses to play them on the way, and drove to the border myself.",
      "I closed the line for three days, which was not popular, and rebuilt it: shifts of two hours, a second person for hard calls, and a pause without guilt.",
      "I asked two elders whom everyone respects to stand beside us in public, so that no single person could be picked out.",
    ],
    result: [
      "{70-90} percent of the wages came within five months, and nobody was beaten.",
      "Most of them turned back in time, and the consulate has since sent us new rules before they are in force.",
      "We have {10-16} volunteers, and none has left in the last year.",
    ],
    dilemma: [
      "A woman called whose employer held her passport; the police of that country would have freed her and deported her. She had {3-5} children to feed. I wanted her out of there at once. She wanted six more weeks of pay. I told her what I knew, gave her a code word and called each evening. It ended well, which proves nothing; but the decision had to be hers.",
      "I shared a list of dishonest recruiters in our channel. One man on it had the same name as another, whose windows were broken. I had copied the list without checking. I went to him, paid for the glass and published the correction at the same size. Nothing goes out now before two people have verified it.",
      "My own cousin asked me for a faked certificate, which would have taken me five minutes. I refused, and he bought it elsewhere and was caught. The family holds me responsible. I go to their house all the same.",
    ],
    plan: [
      "I want to set up {3-4} advice tables at bus stations, run by those who have returned, with one common handbook and a lawyer on call.",
      "I would start a small course for the returned on savings, health and trade, {12-18} people at a time, and let them teach the second round.",
      "I plan to train minibus drivers as messengers: they are the only office that everybody visits.",
    ],
    benefit: [
      "One fair contract feeds {5-8} people.",
      "The villages gain their fathers, sooner and in better health.",
    ],
    experience: [
      ["Consultant of a helpline", "Centre for migrants' support"],
      ["Assistant in legal aid", "Public foundation"],
      ["Organiser of a circle for returned migrants", "Community centre"],
    ],
  },
  {
    // Mental health
    community: [
      "My community is students in {place} who meet once a week to say how they are, which is harder than any exam.",
      "I lead peer support groups in {place}; {60-120} people have passed through them, from paramedics to poets.",
      "I am a psychologist of the youngest generation in {place}, and my community is colleagues and volunteers who listen on a night line.",
    ],
    need: [
      "To see a psychiatrist here means to be registered, and to be registered can cost a job.",
      "After two suicides at one college the only measure was <a lock on the roof|a lecture about discipline>.",
      "Activists and journalists around us work until they collapse, and they call it dedication.",
    ],
    activity: [
      "The groups have {7-10} people, two trained hosts, a bowl of apples and clear rules about what stays in the room.",
      "On the night line we are two at a time, four hours, with a supervisor whom we can wake.",
      "I teach teachers how to ask the question directly, as not asking has never protected anyone.",
    ],
    situation: [
      "After the suicide of a first-year student the rector forbade any talk of it, and the dormitory was full of rumours.",
      "The line received three times as many calls after the unrest of that winter, and new volunteers cried in the stairwell.",
      "Our group for men had been announced four times, and four times nobody came.",
    ],
    action: [
      "I asked the rector for one thing only, a room for one evening without a speech, and I prepared {6-9} students to host small tables.",
      "I cut the shifts, brought in a second supervisor from abroad by video, and made our own debriefing the one meeting that may not be missed.",
      "I moved the group to a garage, called it a repair evening, and asked a mechanic whom everyone knows to host it with me.",
      "I wrote a plan of what we do when a volunteer is not well, and I was the first to use it.",
    ],
    result: [
      "{70-130} students came, two asked for help that night, and the college has had a counsellor since.",
      "No call was lost, and {9-11} of the {12-16} volunteers are still with us.",
      "{9-15} men come each Thursday, carburettors get repaired, and marriages sometimes.",
    ],
    dilemma: [
      "A caller asked me to promise that I would not call an ambulance. I had been taught not to promise, and I felt that he would hang up. I told him that I could not promise and that I would stay on the line whatever happened. He stayed. I learned that the truth can be the gentlest sentence one has.",
      "I spoke about a group member with my husband, without the name, and he recognised her. It was a small town and a clever husband. I told her myself. She left the group and returned in spring. The rule about what stays in the room has one more line now: also not at home.",
      "A ministry invited us to train its officers, with pay and with a photograph. Some of our clients had been interrogated by such officers. We asked the clients. They said: train them, take no photograph. That is what we did.",
    ],
    plan: [
      "I want to start hosts' circles in {4-6} colleges, with two trained students each and a psychologist who supervises three colleges at once.",
      "I would write a short handbook on care in activist groups, tested with {5-7} of them, in our language and without jargon.",
      "I plan a network of garages: repair evenings for men, led by craftsmen, in {3-5} districts.",
    ],
    benefit: [
      "Whoever has once been listened to listens differently to their children.",
      "Movements gain people who last longer than two years.",
    ],
    experience: [
      ["Volunteer, later shift leader", "Night support line"],
      ["School psychologist", "Lyceum"],
      ["Host of peer groups", "Student council"],
    ],
  },
  {
    // Crafts cooperative
    community: [
      "My community is a cooperative of {14-32} felt makers in {place}, most of them mothers, who used to sell to one dealer at his price.",
      "I work with embroiderers in {place}; their work hangs in hotels of the capital, and they had never seen the price tag.",
      "In {place} I help women who bake, sew and dry apricots to do it together and with receipts.",
    ],
    need: [
      "A shawl takes {9-16} days and brings what a mason earns in two.",
      "Women earn, and the money is kept by somebody else, so that earning alone changes little.",
      "Without a bank card, a contract and a telephone of one's own, one remains somebody's wife in business, too.",
    ],
    activity: [
      "We buy wool together, keep one open book of costs, and set the price only after each has said how long she worked.",
      "On Mondays I teach bookkeeping with beans and jars, and on Thursdays someone teaches me to felt.",
      "We have a savings box with {3-4} keys, held by women who are not related.",
    ],
    situation: [
      "Our largest order, {60-140} slippers for a shop in Europe, was half ruined by bad dye, with {15-25} days left.",
      "The dealer threatened to buy from no one who belongs to us, and {5-8} women left in a week.",
      "Husbands of three members had forbidden them to travel to a fair.",
    ],
    action: [
      "I told the shop the truth the same day, asked for ten days more, and we dyed anew in shifts, with tea, songs and a table of who sleeps when.",
      "I visited each of those who had left, without reproach, and showed them the book; then I found a second buyer, a small one, before I asked them back.",
      "I invited the husbands and mothers-in-law to pack the parcels and to see the price list, and two of them came with us to the fair as drivers.",
      "I asked the quietest member to lead the quality check, as she sees what others miss, and stood by her when the loudest protested.",
    ],
    result: [
      "The order arrived, the shop returned, and no slipper of ours has bled since.",
      "{4-7} of them returned, earnings per day have doubled, and the dealer now asks us.",
      "{8-13} women have travelled to fairs, and {3-5} have a bank account in their own name.",
    ],
    dilemma: [
      "A member sold machine-made felt as her own. By our rules she had to go. She had a sick child and no other income, and everyone knew. I asked that we decide in two steps: first what happened, then what follows. She repaid the difference in work, and stayed. Two of the strictest have not forgiven me.",
      "I signed a contract in the name of all without reading the clause on exclusivity. It tied us for a year. I told them at the next meeting, with the page in my hand, and asked whether they wanted another treasurer. They did not, but two of us read every contract now.",
      "A famous designer used our ornament without asking. Some wanted a lawyer, the old women were proud. I was angry on behalf of people who were not. We wrote to her as equals; she came, and the label names the village.",
    ],
    plan: [
      "I want to begin a school of apprentices, {6-10} girls a year, who learn a craft and its accounts on the same day.",
      "I would try a shared brand with {3-4} cooperatives of the region, with one quality mark that we control ourselves.",
      "I plan a talk each month on money at home, for couples, led by couples.",
    ],
    benefit: [
      "When a mother earns, the daughter stays at school a few years longer; I have seen it {5-9} times.",
      "Old masters gain apprentices, and patterns gain another century.",
    ],
    experience: [
      ["Manager of a cooperative", "Crafts cooperative"],
      ["Bookkeeper", "Small enterprise"],
      ["Trainer on family budgets", "Women's initiative group"],
    ],
  },
  {
    // Media literacy and digital safety
    community: [
      "My community is {25-50} teachers of {place} who want to teach how to doubt and are themselves afraid of being reported.",
      "I train activists, librarians and teachers in {place} to keep their telephones and their students safe.",
      "I run a computer club in {place}; {30-50} girls and boys, {8-14} old machines and one good cable.",
    ],
    need: [
      "A girl here can be ruined by one stolen photograph, and the only advice she gets is that she should not have had it.",
      "Half of the internet is blocked at any time, so people install whatever promises to open it.",
      "Teachers share prepared lessons by memory stick, viruses included.",
    ],
    activity: [
      "We teach in pairs, a teacher and a pupil, because each knows what the other does not.",
      "Every month I publish one sheet: one danger, one habit, no fear.",
      "Girls repair laptops for the neighbourhood on Saturdays, and the neighbourhood has got used to it.",
    ],
    situation: [
      "Somebody blackmailed {4-7} girls of one school with pictures, and the school meant to expel the girls.",
      "In one week the accounts of {6-11} local activists were taken over, mine among them.",
      "A fake order 'from the ministry' went through all the teachers' chats, and two heads obeyed it.",
    ],
    action: [
      "I went to the head with a lawyer and a mother, offered a plan of three steps, and asked for 48 hours in which nobody would be punished.",
      "I gathered everyone without telephones, told how I had been caught myself, and we rebuilt the accounts one by one, the least technical first.",
      "I made a game out of the fake order, with {5-8} clues, and asked each school to solve it before reading my explanation.",
      "I chose {6-10} people who are trusted in their groups and trained them, and let the groups come to them rather than to me.",
    ],
    result: [
      "No girl was expelled, the blackmailer was found, and the school has a trusted teacher for such cases.",
      "All but one of the accounts were recovered, and none has been lost since.",
      "When the next fake came {3-6} months later it was stopped in eleven minutes, by a geography teacher.",
    ],
    dilemma: [
      "I know a way to open a blackmailer's account, and I was asked to use it. It was illegal, and it would have been quick. I refused, the police took nine days, and one of the girls did not leave her bed in that time. I would refuse again. I visited her each day, which was legal.",
      "I frightened a whole room with examples from real life, as I believed that fear teaches. Two participants deleted everything and stopped writing. I had silenced them more effectively than any censor. I now begin with what is safe already.",
      "A pupil of mine found a hole in the school's journal and changed nothing, and told me. If I reported it in his name he would be punished; in mine, I would be. I reported it in mine, with a repair. I was reprimanded, and he writes secure software today.",
    ],
    plan: [
      "I want to form a group of {8-12} trusted teachers, one in each school, to whom a pupil can turn when something has gone wrong online.",
      "I would adapt the best games on media literacy to our languages and examples, and test them with {4-6} classes before printing any.",
      "I plan a first-aid line for digital emergencies in {place}, at first two evenings a week.",
    ],
    benefit: [
      "Pupils teach their parents, which is the right direction for once.",
      "Every group that keeps its list of members safe protects people who will never hear of us.",
    ],
    experience: [
      ["Teacher of informatics", "Secondary school"],
      ["Digital safety trainer", "Civil society support centre"],
      ["Founder of a computer club", "Community centre"],
    ],
  },
  {
    // Local budgets
    community: [
      "I belong to a citizens' group in {place} that reads the local budget aloud, line by line, in the tea house.",
      "My community is the street committees of {place}: {15-30} people, elected by shouting, who decide on lamps, drains and quarrels.",
      "I am the youngest deputy of the local council of {here}, and my community is those who think that the council is not for them.",
    ],
    need: [
      "The budget is public and unreadable, {70-120} pages of codes, so that people believe either everything or nothing.",
      "Hearings take place on Tuesdays at eleven in the morning, when anyone with work is at work.",
      "Women and young people come when called and are thanked for coming.",
    ],
    activity: [
      "We turn the budget into one sheet with pictures: how many lamps, how many metres of drain, how many lunches.",
      "Before each hearing we meet in {4-6} yards, and one person for each yard speaks.",
      "I keep a list of every promise with its date, and read it once a quarter without adjectives.",
    ],
    situation: [
      "The council had voted for a stone arch at the entrance of the town while the kindergarten had no toilet indoors.",
      "A landslide destroyed the road, money for its repair came, and {7-9} months later there was neither road nor money.",
      "In the first vote on citizens' projects {200-300} people voted, and two thirds of them were relatives of one man.",
    ],
    action: [
      "I took {12-18} mothers to the session, asked them not to shout, and we put a child's potty on the table next to the drawing of the arch.",
      "I asked for the papers by law, three times, politely; with an engineer we measured what had been built and wrote two columns, paid and found.",
      "I proposed new rules: voting in each street, counted by the neighbours of another, and the man's family helped to write them.",
      "I asked {5-8} pensioners who had been accountants to form an audit circle, which they did with a joy that frightened the council.",
    ],
    result: [
      "The toilet was built by winter, the arch is a drawing still, and the head of the council boasts of the toilet.",
      "The contractor returned and finished {3-6} kilometres, without a court.",
      "In the next round {900-1600} people voted, and the winners were a footbridge and lamps on the way to school.",
    ],
    dilemma: [
      "I learned of a theft by a deputy who had always helped us. Without his vote the kindergarten would lose its money the next month. I waited for that vote and spoke afterwards. I have told this to few people. I had decided whose rule to break, and I now think that I should not have decided alone.",
      "I mocked an old official online, it was shared {300-600} times, and his granddaughter is in my sister's class. The figures were right and the mockery was not needed. I went to apologise for the tone and not for the figures. He showed me the missing file.",
      "Our group wanted to support a candidate. He was good. I argued that we would lose the others, and I was outvoted, and I stayed. After he won, half of our members did not come back. I do not say 'I told you so'; I should have proposed a way to part for a while.",
    ],
    plan: [
      "I want to bring citizens' budgets to {3-5} villages: a small sum, real votes, honest counting, and one year of following each project to its end.",
      "I would train {12-20} young people as 'budget readers', who explain one sheet in every yard before a hearing.",
      "I plan hearings in the evening and with children welcome, tried for a year and then measured: who came, who spoke, what changed.",
    ],
    benefit: [
      "Honest officials gain allies; there are more of them than people think.",
      "Once people have followed one lamp from the vote to the light, they follow everything.",
    ],
    experience: [
      ["Member of the local council", "Local council"],
      ["Budget analyst, volunteer", "Citizens' group"],
      ["Organiser of public hearings", "Public foundation"],
    ],
  },
  {
    // Forum theatre
    community: [
      "I lead a forum theatre in {place}: {9-15} actors, no curtain, and an audience that may stop the play and change it.",
      "My community is a troupe of young people in {place} from {3-5} language groups, who play in school yards what cannot be said in meetings.",
      "We play puppet theatre for grown-ups in {place}; a puppet may say to an official what an actor may not.",
    ],
    need: [
      "Around us neighbours of different nations live side by side and mourn their dead separately.",
      "Bride kidnapping, debts, bullying: everyone knows of them and nobody was ever present.",
      "There is one theatre in the region, and it plays comedies about mothers-in-law.",
    ],
    activity: [
      "We collect stories in {4-7} villages, change every detail that could point to a person, and return with a play of twenty minutes.",
      "After each performance there are the spectators' own endings, and that is the real performance.",
      "We rehearse in all our languages at once, and misunderstandings are kept if they are good.",
    ],
    situation: [
      "A headmaster stopped our play on bullying in the middle, in front of {120-220} pupils.",
      "Two actors from different communities refused to be on stage together after a fight at the border.",
      "We had a premiere in {9-14} days, and our leading actress was married off.",
    ],
    action: [
      "I asked him to come on stage and show us how it should end; it was silent for a long time, and then he did.",
      "I gave them the roles of each other's fathers, with their consent, and we worked alone, the three of us, for a fortnight.",
      "I asked the troupe whether we should play at all; we wrote her absence into the play, an empty chair, and I spoke with her new family about rehearsals.",
      "I handed the direction of one scene to each of the {5-7} youngest and only kept the time.",
    ],
    result: [
      "The school has invited us each year since, and pupils set up a council against bullying of {7-11} members.",
      "They played together {14-26} times, on both sides, and now write a play of their own.",
      "The chair stayed in the play; after {3-6} months she sat on it again.",
    ],
    dilemma: [
      "A woman recognised her own story in our play, although we had changed it. She stood up and left. I had thought that a changed name is consent. I found her, listened, and we took the scene out, which was our best. Now whoever gave us a story sees it first and can keep it.",
      "An official proposed a tour with state money, without one scene. The actors needed the pay, I needed the scene. We played without it and asked the audience at the end what was missing. It was clever, and I am not proud of it: I had put them at risk to save my vanity.",
      "I shouted at a boy of seventeen who came late, and he told me that he had been burying his grandfather. I had not asked. I am good at reading a scene and was bad at reading a face. We begin each rehearsal now with a circle in which everyone says one sentence.",
    ],
    plan: [
      "I want to form {3-4} school troupes with a teacher and two pupils as directors, and meet once a season to show each other what is not spoken of.",
      "I would collect {20-30} stories from both sides of the border and make one play that can be acted in either language with the same props.",
      "I plan a training for local mediators in which forum theatre is the way to rehearse difficult conversations.",
    ],
    benefit: [
      "Those who have once said 'stop' in a play find it easier in life.",
      "Teachers gain a way to speak of what happens in the corridor.",
    ],
    experience: [
      ["Director of a forum theatre", "Youth theatre"],
      ["Drama teacher", "House of pupils"],
      ["Facilitator of dialogue meetings", "Peace-building initiative"],
    ],
  },
];
