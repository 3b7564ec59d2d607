import type { Random } from "../lib/random.ts";

/** Who and when: what a story may mention, drawn anew for every call. */
export interface Cast {
  random: Random;
  isOutbound: boolean;
  first: string;
  full: string;
  agent: string;
  business: string;
  day: string;
  otherDay: string;
  /** What people wish each other: a lovely morning, afternoon, day. */
  dayPart: string;
  /** Two different times of the same day, the earlier one first. */
  slot: string;
  laterSlot: string;
}

/** One thing said, or one tool used, in the order of the call. */
export type Line =
  | { role: "agent" | "user"; text: string }
  | {
      tool: string;
      arguments: Record<string, unknown>;
      result: Record<string, unknown>;
      isSuccess: boolean;
    };

/** What happens between greeting and goodbye. The first line is the person's wish. */
export interface Story {
  lines: Line[];
  summary: string;
}

type Tell = (cast: Cast) => Story;

/** One line of business, with everything that can be talked about there. */
export interface Trade {
  /** Name of the business and of its agent. */
  businesses: ReadonlyArray<readonly [name: string, agent: string]>;
  /** Why the business calls, after "I'm calling …". */
  outboundReason: readonly string[];
  booked: readonly Tell[];
  question_answered: readonly Tell[];
  transferred: readonly Tell[];
  tool_failed: readonly Tell[];
}

const agent = (text: string): Line => ({ role: "agent", text });
const user = (text: string): Line => ({ role: "user", text });
const tool = (
  name: string,
  args: Record<string, unknown>,
  result: Record<string, unknown>,
): Line => ({ tool: name, arguments: args, result, isSuccess: true });
const brokenTool = (name: string, args: Record<string, unknown>, error: string): Line => ({
  tool: name,
  arguments: args,
  result: { error },
  isSuccess: false,
});

function askName({ isOutbound, random, full }: Cast): Line[] {
  if (isOutbound) {
    return [
      agent(`Shall I put it under ${full}?`),
      user(random.pick(["Yes, that's me.", "That's right.", "Yes, please."])),
    ];
  }
  return [
    agent(
      random.pick(["And your name, please?", "May I take your name?", "What name shall I put?"]),
    ),
    user(random.pick([`${full}.`, `It's ${full}.`, `My name is ${full}.`])),
  ];
}

function reference(random: Random, prefix: string): string {
  return `${prefix}-${random.int(1000, 9999)}`;
}

function transfer(destination: string, reason: string): Line {
  return tool("transfer_call", { destination, reason }, { status: "connected" });
}

const dentist: Trade = {
  businesses: [
    ["Harbor Street Dental", "Mia"],
    ["Bright Oak Dentistry", "Nora"],
    ["Dr. Lindqvist & Partners", "Elsa"],
  ],
  outboundReason: [
    "because your half-yearly check-up is due",
    "because you asked us on our website to call you back",
  ],
  booked: [
    (cast) => {
      const { random, first, day, otherDay, slot, laterSlot } = cast;
      const weeks = random.pick(["six months", "a year", "almost two years"]);
      return {
        lines: [
          user(`I'd like to come in for a cleaning. My last one was ${weeks} ago, I'm afraid.`),
          agent(`Then it's good that we talk! Which day suits you best?`),
          user(`${day} would be ideal, if you have anything.`),
          tool(
            "check_availability",
            { service: "cleaning", day },
            { day, free: [slot, laterSlot] },
          ),
          agent(`On ${day} I have ${slot} and ${laterSlot}. Which one would you like?`),
          user(random.pick([`${slot}, please.`, `I'll take ${slot}.`, `The earlier one, please.`])),
          ...askName(cast),
          tool(
            "book_slot",
            { service: "cleaning", day, time: slot, name: cast.full },
            { status: "booked", reference: reference(random, "DEN") },
          ),
          agent(
            `Perfect, ${first}. Your cleaning is booked for ${day} at ${slot}. It takes about ${random.pick([40, 45, 50])} minutes, and we'll text you a reminder the day before.`,
          ),
          ...(random.chance(0.4)
            ? [
                user(`If something comes up, can I move it to ${otherDay}?`),
                agent(`Of course. Just let us know a day ahead, and there's no charge.`),
              ]
            : []),
        ],
        summary: `${cast.full} booked a cleaning for ${day} at ${slot}. A reminder by text message was promised.`,
      };
    },
    (cast) => {
      const { random, day, slot } = cast;
      const what = random.pick(["a filling", "the edge of a molar", "a crown"]);
      return {
        lines: [
          user(`Hi, I think I've lost ${what}. It doesn't hurt much, but it feels strange.`),
          agent(
            `Oh, I'm sorry to hear that. Is there any swelling, or does it hurt when you chew?`,
          ),
          user(
            random.pick(["No swelling. Cold water is unpleasant.", "Only a little when I chew."]),
          ),
          agent("Good, then it can wait a moment. Let me look for the next free appointment."),
          tool(
            "check_availability",
            { service: "repair", urgency: "soon" },
            { free: [`${day} ${slot}`] },
          ),
          agent(
            `Dr. ${random.pick(["Amari", "Castell", "Lindqvist"])} can see you on ${day} at ${slot}. Does that work?`,
          ),
          user("That works, thank you for fitting me in."),
          ...askName(cast),
          tool(
            "book_slot",
            { service: "repair", day, time: slot, name: cast.full },
            { status: "booked", reference: reference(random, "DEN") },
          ),
          agent(`You're all set for ${day}, ${slot}. Until then, better chew on the other side.`),
        ],
        summary: `${cast.full} lost ${what} without much pain and got an appointment on ${day} at ${slot}.`,
      };
    },
  ],
  question_answered: [
    ({ random, day }) => {
      const price = random.int(8, 13) * 10 + 5;
      return {
        lines: [
          user("I have no dental insurance at the moment. What do you charge for a cleaning?"),
          tool(
            "lookup_price",
            { service: "cleaning" },
            { usd: price, includes: ["exam", "polish"] },
          ),
          agent(
            `A cleaning is ${price} dollars without insurance. The exam and the polish are included.`,
          ),
          user("And are X-rays extra?"),
          agent(
            `Yes, those are ${random.int(4, 7) * 10} dollars, but we only take them when the dentist needs them.`,
          ),
          user(`That's fair. Do you work on ${day}s, too?`),
          agent(
            `We do, from ${random.pick(["7:30", "8"])} in the morning until ${random.pick(["5", "6"])} in the evening.`,
          ),
        ],
        summary: `Asked for the price of a cleaning without insurance ($${price}) and for the opening hours on ${day}s.`,
      };
    },
    ({ random }) => {
      const age = random.int(3, 9);
      return {
        lines: [
          user(`My daughter is ${age}. Do you treat children, or should we go somewhere else?`),
          agent(
            "We're happy to see children from two years up. The first visit is mostly about getting to know us.",
          ),
          user("Good, because she's rather nervous."),
          agent(
            "That's very common. She can bring a favorite toy, and you can stay with her the whole time.",
          ),
          user("And where do we park?"),
          agent(
            "There's a free parking lot behind the building, with the entrance on the side street.",
          ),
        ],
        summary: `A parent asked whether a nervous ${age}-year-old can be treated, and about parking. Both answered.`,
      };
    },
  ],
  transferred: [
    ({ random, first }) => ({
      lines: [
        user(
          "I've received a bill that I don't understand. It says I owe a co-pay I've already paid.",
        ),
        agent("Let me see. Do you have the invoice number at hand?"),
        user(`It's ${random.int(20000, 89999)}.`),
        agent(
          `Thank you. I can't see payments myself, ${first}, but our billing desk can settle that right away.`,
        ),
        user("Alright, please put me through."),
        transfer("billing", "disputed co-pay"),
        agent("I'm connecting you with billing now. One moment, please."),
      ],
      summary: "Question about a co-pay that was charged twice; handed over to the billing desk.",
    }),
  ],
  tool_failed: [
    ({ day, random }) => ({
      lines: [
        user(`Could you move my appointment to ${day}? I have it under my name.`),
        agent("Sure, let me open the calendar."),
        brokenTool(
          "check_availability",
          { day },
          random.pick(["calendar timed out", "calendar not reachable"]),
        ),
        agent("I'm sorry, our calendar isn't answering just now. Let me try that once more."),
        brokenTool("check_availability", { day }, "calendar timed out"),
        agent("It's still not responding. May I have a colleague call you back within the hour?"),
        user(random.pick(["I suppose so. Please do.", "Okay, but I do need an answer today."])),
        agent(
          "Thank you for your patience. I've noted your wish, and we'll be in touch very soon.",
        ),
      ],
      summary: `Wanted to move an appointment to ${day}, but the calendar did not answer. A callback was promised.`,
    }),
  ],
};

const homeServices: Trade = {
  businesses: [
    ["Northpier Heating & Cooling", "Sam"],
    ["Fairbanks Plumbing", "Ruth"],
    ["Blue Valve Home Services", "Theo"],
  ],
  outboundReason: ["about the service request you sent us", "because you asked for a call back"],
  booked: [
    (cast) => {
      const { random, day, slot, laterSlot } = cast;
      const room = random.pick([
        "under the kitchen sink",
        "in the upstairs bathroom",
        "in the basement",
      ]);
      const fee = random.int(7, 12) * 10 + 9;
      return {
        lines: [
          user(`We have a leak ${room}. It's a slow drip, but the bucket fills up overnight.`),
          agent("That sounds annoying. Have you been able to shut off the valve there?"),
          user(
            random.pick([
              "Yes, it's off, so we have time until somebody comes.",
              "I tried, but it's stuck.",
            ]),
          ),
          tool(
            "check_availability",
            { service: "leak repair", day },
            { windows: [slot, laterSlot] },
          ),
          agent(`I can send a plumber on ${day}, arriving around ${slot} or ${laterSlot}.`),
          user(`Around ${laterSlot}, then I'm home.`),
          agent(`The visit is ${fee} dollars, which counts towards the repair. Is that alright?`),
          user("That's fine."),
          ...askName(cast),
          tool(
            "book_slot",
            { service: "leak repair", day, time: laterSlot, name: cast.full },
            { status: "booked", job: reference(random, "JOB") },
          ),
          agent(
            `Done! You'll get a text with a picture of the plumber half an hour before the visit.`,
          ),
        ],
        summary: `Slow leak ${room}. ${cast.full} booked a plumber for ${day} around ${laterSlot}; visit fee $${fee} accepted.`,
      };
    },
    (cast) => {
      const { random, day, slot } = cast;
      const degrees = random.int(57, 64);
      return {
        lines: [
          user(`Our furnace keeps cutting out. It's ${degrees} degrees in the living room.`),
          agent("Brr. Let's get that fixed. Does the display show any error code?"),
          user(`It blinks ${random.pick(["three", "four", "five"])} times, then it pauses.`),
          agent("That's helpful for the technician. Let me find you an early visit."),
          tool(
            "check_availability",
            { service: "furnace repair", priority: "high" },
            { first: `${day} ${slot}` },
          ),
          agent(`The earliest is ${day} at ${slot}. Shall I reserve it?`),
          user("Yes, please, as early as you can."),
          ...askName(cast),
          tool(
            "book_slot",
            { service: "furnace repair", day, time: slot, name: cast.full },
            { status: "booked", job: reference(random, "JOB") },
          ),
          agent(
            `${random.pick(["Luis", "Dana", "Pete"])} will be with you on ${day} at ${slot}. Please keep the area around the furnace clear.`,
          ),
        ],
        summary: `Furnace cuts out with a blinking code. Visit reserved for ${cast.full} on ${day} at ${slot}.`,
      };
    },
  ],
  question_answered: [
    ({ random }) => {
      const price = random.int(11, 17) * 10;
      return {
        lines: [
          user("What does a yearly check of the air conditioning cost with you?"),
          tool("lookup_price", { service: "ac maintenance" }, { usd: price }),
          agent(`That's ${price} dollars for one unit, filter included.`),
          user("And if I have two?"),
          agent(`Then the second one is half price, so ${price + price / 2} dollars in all.`),
          user("How long does it take?"),
          agent(
            `Plan for about ${random.pick(["an hour", "an hour and a half"])}. Spring is the best time, before everybody calls.`,
          ),
        ],
        summary: `Asked for the price of air conditioning maintenance: $${price} for the first unit, half for the second.`,
      };
    },
    ({ random, day }) => {
      const job = reference(random, "JOB");
      return {
        lines: [
          user("Somebody was supposed to come today. Can you tell me where they are?"),
          agent("Of course. Do you have the job number from our text message?"),
          user(`Yes, ${job}.`),
          tool("lookup_order", { job }, { status: "on the way", eta_minutes: 25 }),
          agent(
            `Your technician has just left the previous customer and will be with you in about 25 minutes.`,
          ),
          user("Oh good, I was afraid you'd forgotten me."),
          agent(`Never! If anything is left to do, we'd come back on ${day} at no extra cost.`),
        ],
        summary: `Asked where the technician is (job ${job}): 25 minutes away. The customer was relieved.`,
      };
    },
  ],
  transferred: [
    ({ random }) => ({
      lines: [
        user("There's water coming through my ceiling right now! I need someone immediately."),
        agent(
          "I understand. First, please turn off the main valve, usually next to the water meter.",
        ),
        user(random.pick(["Okay... I found it. It's off.", "I'm on it. Yes, it's closed."])),
        agent("Well done. I'm getting our emergency dispatcher on the line for you."),
        user("Thank you, please hurry."),
        transfer("emergency dispatch", "water through the ceiling"),
        agent("Connecting you now. Please stay on the line."),
      ],
      summary:
        "Burst pipe. The main valve was closed on our advice, and the call went to the emergency dispatcher.",
    }),
    ({ random }) => ({
      lines: [
        user("I'd like an offer for a heat pump for the whole house."),
        agent("What a nice project! How large is the house, roughly?"),
        user(`About ${random.int(14, 28) * 100} square feet, built in ${random.int(1955, 1998)}.`),
        agent(
          "Thank you. Our planner can tell you more than I can, and is free at the moment. May I put you through?",
        ),
        user("Yes, sure."),
        transfer("sales", "heat pump for a whole house"),
        agent("Great, one moment. You'll hear a short ring."),
      ],
      summary: "Interested in a heat pump for the whole house; connected with a planner.",
    }),
  ],
  tool_failed: [
    ({ random }) => {
      const job = reference(random, "JOB");
      return {
        lines: [
          user(`I'd like to know what my repair will cost. The job number is ${job}.`),
          agent("Let me pull that up for you."),
          brokenTool("lookup_order", { job }, "order system answered 503"),
          agent(
            "I'm afraid I can't reach our job list right now. It doesn't look like it's coming back quickly.",
          ),
          user("Hm. I've already called twice this week."),
          agent(
            "I'm truly sorry. I'll have the office send you the figures by text before the end of the day.",
          ),
          user("Alright, I'll wait for that."),
        ],
        summary: `Asked for the price of job ${job}; the job list was not reachable. The office is to send the figures today.`,
      };
    },
  ],
};

const hotel: Trade = {
  businesses: [
    ["The Larkspur Hotel", "Clara"],
    ["Quayside Inn", "Jonas"],
    ["Maple Court Suites", "Ivy"],
  ],
  outboundReason: ["about your stay with us", "because you asked for a call back"],
  booked: [
    (cast) => {
      const { random, day } = cast;
      const nights = random.int(2, 4);
      const rate = random.int(13, 24) * 10 + 9;
      const room = random.pick(["a queen room", "a room with a balcony", "a twin room"]);
      return {
        lines: [
          user(`Do you have ${room} for ${nights} nights from ${day}? There are two of us.`),
          agent("Let me check that for you."),
          tool(
            "check_availability",
            { room, from: day, nights, guests: 2 },
            { free: true, rate_usd: rate },
          ),
          agent(`Yes, we do! It's ${rate} dollars a night, breakfast included.`),
          user(
            random.pick([
              "That's nice. Is it a quiet room?",
              "Sounds good. Does it face the street?",
            ]),
          ),
          agent("It looks onto the courtyard, so you'll sleep with the windows open if you like."),
          user("Lovely, we'll take it."),
          ...askName(cast),
          tool(
            "book_slot",
            { room, from: day, nights, name: cast.full },
            { status: "confirmed", confirmation: reference(random, "HTL") },
          ),
          agent(
            `Thank you, ${cast.first}. ${nights} nights from ${day}, ${nights * rate} dollars in all. Check-in is from three o'clock.`,
          ),
        ],
        summary: `${cast.full} reserved ${room} for ${nights} nights from ${day} at $${rate} a night with breakfast.`,
      };
    },
    (cast) => {
      const { random, slot } = cast;
      const code = reference(random, "HTL");
      return {
        lines: [
          user(
            "We have a reservation and would like a table for dinner on the first evening, too.",
          ),
          agent("With pleasure. Could you give me your confirmation number?"),
          user(`${code}.`),
          tool("lookup_order", { confirmation: code }, { arrival: cast.day, nights: 2, guests: 2 }),
          agent(
            `I see you: arriving on ${cast.day}, two nights. Dinner at seven or half past eight?`,
          ),
          user("Seven, please. One of us is vegetarian."),
          tool(
            "book_slot",
            { what: "dinner", day: cast.day, time: "7:00 PM", guests: 2 },
            { status: "booked" },
          ),
          agent(
            "A table for two at seven, with a note for the kitchen. Would you like an early check-in as well?",
          ),
          user(`If that's possible, around ${slot}?`),
          agent(
            "I've added the wish. If the room is ready, it's yours, and we'll keep your bags in any case.",
          ),
        ],
        summary: `Dinner for two at 7:00 PM added to reservation ${code}, one vegetarian; early check-in noted.`,
      };
    },
  ],
  question_answered: [
    ({ random }) => {
      const fee = random.int(2, 5) * 10;
      return {
        lines: [
          user(
            `We'd travel with our ${random.pick(["beagle", "old terrier", "very small poodle"])}. Are dogs welcome?`,
          ),
          agent(
            `They are! We charge ${fee} dollars per stay, and there's a blanket and a bowl in the room.`,
          ),
          user("Sweet. Can the dog come to breakfast?"),
          agent("In the winter garden, yes. Only the main dining room is without dogs."),
          user("And is there a park nearby?"),
          agent(
            `Five minutes on foot, along the river. The night porter even knows the dogs by name.`,
          ),
        ],
        summary: `Asked whether dogs are welcome: yes, $${fee} per stay, breakfast in the winter garden.`,
      };
    },
    ({ random, first }) => {
      const code = reference(random, "HTL");
      return {
        lines: [
          user("Until when can I cancel my booking without paying?"),
          agent("That depends on the rate. May I have the confirmation number?"),
          user(code),
          tool("lookup_order", { confirmation: code }, { rate: "flexible", free_until_hours: 48 }),
          agent("Yours is the flexible rate: free of charge until 48 hours before arrival."),
          user("And what about after that?"),
          agent(
            `Then we'd charge the first night. But don't worry, ${first}, you can also move the dates once for free.`,
          ),
        ],
        summary: `Cancellation terms of ${code}: free until 48 hours before arrival, then the first night is charged.`,
      };
    },
  ],
  transferred: [
    ({ random }) => ({
      lines: [
        user(
          `We're planning a wedding for about ${random.int(6, 14) * 10} guests and would love to see the terrace.`,
        ),
        agent("Congratulations! Do you already have a date in mind?"),
        user(random.pick(["Early June, if we can.", "Some Saturday in September."])),
        agent(
          "A beautiful time for the terrace. Our events manager looks after weddings. Shall I connect you?",
        ),
        user("Yes, that would be great."),
        transfer("events", "wedding on the terrace"),
        agent("I'm putting you through. All the best for your big day!"),
      ],
      summary: "Wedding on the terrace; the caller was connected with the events manager.",
    }),
  ],
  tool_failed: [
    ({ random, day }) => {
      const nights = random.int(1, 3);
      return {
        lines: [
          user(
            `Is there still a double room for ${day}, ${nights === 1 ? "one night" : `${nights} nights`}?`,
          ),
          agent("One moment, I'm looking."),
          brokenTool(
            "check_availability",
            { room: "double", from: day, nights },
            "reservation system timed out",
          ),
          agent(
            "Our reservation system is very slow today. I don't want to promise you a room I can't see.",
          ),
          user("I understand. But I'd need to know by tonight."),
          agent("The front desk will call you as soon as it's back. Is this number the right one?"),
          user(random.pick(["Yes, it is.", "Yes, call me here."])),
        ],
        summary: `Asked for a double room for ${day}; the reservation system timed out. The front desk is to call back tonight.`,
      };
    },
  ],
};

const restaurant: Trade = {
  businesses: [
    ["Trattoria Bellini", "Gia"],
    ["The Copper Spoon", "Max"],
    ["Saffron Garden", "Anya"],
  ],
  outboundReason: ["about your request", "because you tried to reach us during lunch"],
  booked: [
    (cast) => {
      const { random, day } = cast;
      const guests = random.int(2, 8);
      const time = random.pick(["6:30 PM", "7:00 PM", "7:30 PM", "8:00 PM"]);
      const occasion = random.pick([
        "It's my mother's birthday.",
        "It's our anniversary.",
        "We have something to celebrate.",
      ]);
      return {
        lines: [
          user(`I'd like a table for ${guests} on ${day} evening.`),
          agent("With pleasure! What time did you have in mind?"),
          user(`Around ${time}. ${occasion}`),
          tool("check_availability", { day, time, guests }, { free: true, area: "window" }),
          agent("How lovely! I still have a table by the window."),
          user("Wonderful. Can we bring our own cake?"),
          agent("Certainly. We'll keep it cool and bring it out with candles whenever you say."),
          user("That's so kind. Then please book it."),
          ...askName(cast),
          tool(
            "book_slot",
            { day, time, guests, name: cast.full },
            { status: "booked", reference: reference(random, "TBL") },
          ),
          agent(`Then we'll see you on ${day} at ${time}, table for ${guests}, by the window.`),
        ],
        summary: `Window table for ${guests} on ${day} at ${time} for ${cast.full}; they bring their own cake.`,
      };
    },
    (cast) => {
      const { random } = cast;
      const dish = random.pick([
        "two lasagnas and a green salad",
        "the chicken curry and two naan",
        "three pumpkin risottos",
      ]);
      const total = random.int(34, 68);
      return {
        lines: [
          user("Can I order something to pick up?"),
          agent("Of course. What would you like?"),
          user(`${dish.charAt(0).toUpperCase()}${dish.slice(1)}, please.`),
          agent("Very good choice. Any allergies we should know about?"),
          user(random.pick(["No nuts, please.", "No, none."])),
          tool(
            "place_order",
            { items: dish, pickup: true },
            { total_usd: total, ready_in_minutes: 30 },
          ),
          agent(`That's ${total} dollars, and it will be ready in about half an hour.`),
          user("That's quick. I'll be there."),
          ...askName(cast),
          agent(
            "Thank you! Just come to the counter on the left, there's no need to wait in line.",
          ),
        ],
        summary: `Pickup order of ${dish} for $${total}, ready in half an hour.`,
      };
    },
  ],
  question_answered: [
    ({ random }) => ({
      lines: [
        user("Do you have anything for somebody who can't eat gluten?"),
        agent(
          "Quite a lot, actually. About a third of the menu is gluten-free, and we have our own bread for it.",
        ),
        user("Is that prepared separately? My partner reacts to small amounts."),
        agent(
          "Yes, on a separate station with its own pans. Please tell us when you arrive, so the kitchen takes extra care.",
        ),
        user(random.pick(["That's reassuring. And desserts?", "Great. What about dessert?"])),
        agent(
          `There's a ${random.pick(["lemon sorbet", "chocolate almond cake", "panna cotta"])} that everybody loves.`,
        ),
      ],
      summary:
        "Asked about gluten-free dishes for a sensitive guest: a third of the menu, separate station.",
    }),
    ({ random, day }) => {
      const hour = random.pick(["nine", "half past nine", "ten"]);
      return {
        lines: [
          user(`Until when does the kitchen serve on ${day}s?`),
          tool("lookup_hours", { day }, { kitchen_closes: hour }),
          agent(
            `On ${day}s you can order until ${hour} in the evening. The bar stays open an hour longer.`,
          ),
          user("And do we need a reservation for the garden?"),
          agent(
            "The garden is first come, first served. Before seven you'll nearly always find a seat.",
          ),
          user("Are heaters on? It's getting fresh."),
          agent("They are, and there are blankets on every chair."),
        ],
        summary: `Opening hours on ${day}s (kitchen until ${hour}) and seats in the garden.`,
      };
    },
  ],
  transferred: [
    ({ random }) => ({
      lines: [
        user(`I'm organizing a company dinner for ${random.int(20, 45)} people. Can you do that?`),
        agent("We'd be delighted. Would you want the upper room for yourselves?"),
        user("Yes, and a set menu with wine."),
        agent(
          "For groups of that size, our manager makes the offer personally. May I connect you?",
        ),
        user(random.pick(["Please do.", "Sure, go ahead."])),
        transfer("manager", "company dinner"),
        agent("One moment, I'm putting you through to the manager."),
      ],
      summary: "Company dinner in the upper room with a set menu; passed on to the manager.",
    }),
  ],
  tool_failed: [
    ({ random, day }) => ({
      lines: [
        user(`Could you make our table on ${day} one hour later?`),
        agent("Let me look up your reservation."),
        brokenTool(
          "lookup_order",
          { day },
          random.pick(["no answer from the table plan", "table plan is locked"]),
        ),
        agent("I'm sorry, the table plan doesn't open at the moment."),
        user("Again? That happened last week as well."),
        agent(
          "I apologize. I'm leaving a note for the host, who will send you a text message within ten minutes.",
        ),
        user("Okay, thanks anyway."),
      ],
      summary: `Wanted to move a table on ${day} by an hour; the table plan did not open. The host will confirm by text.`,
    }),
  ],
};

const carRental: Trade = {
  businesses: [
    ["Fernhill Rentals", "Leo"],
    ["Cedar Road Cars", "Zoe"],
    ["Swiftwater Car Hire", "Ben"],
  ],
  outboundReason: ["about your rental with us", "because you left us a message"],
  booked: [
    (cast) => {
      const { random, day, slot } = cast;
      const days = random.int(2, 6);
      const rate = random.int(42, 88);
      const car = random.pick(["compact", "station wagon", "seven-seater", "electric hatchback"]);
      const trip = random.pick(["a trip to the coast", "a family visit", "moving some furniture"]);
      return {
        lines: [
          user(`I need a car for ${trip}, from ${day} for ${days} days.`),
          agent("Gladly. What size are you thinking of?"),
          user(`A ${car} would do nicely.`.replace("A electric", "An electric")),
          tool(
            "check_availability",
            { class: car, from: day, days },
            { free: true, daily_usd: rate },
          ),
          agent(`We have one for ${rate} dollars a day, with unlimited miles.`),
          user(random.pick(["Is the insurance included?", "Does that cover insurance?"])),
          agent(
            `Basic cover is. Full cover without any deductible is ${random.int(9, 16)} dollars more a day.`,
          ),
          user(random.pick(["Basic is enough.", "I'll take full cover, to be safe."])),
          ...askName(cast),
          tool(
            "book_slot",
            { class: car, from: day, days, pickup: slot, name: cast.full },
            { status: "reserved", reference: reference(random, "CAR") },
          ),
          agent(
            `It's reserved. You can pick it up on ${day} from ${slot}. Please bring your license and a credit card.`,
          ),
        ],
        summary: `${cast.full} reserved a ${car} from ${day} for ${days} days at $${rate} a day.`,
      };
    },
    (cast) => {
      const { random, day, otherDay } = cast;
      const code = reference(random, "CAR");
      const extra = random.int(45, 90);
      return {
        lines: [
          user(`I'd like to keep my rental a little longer, until ${otherDay}.`),
          agent("Let me see whether that works. Could you tell me the reservation number?"),
          user(`It's ${code}.`),
          tool("lookup_order", { reference: code }, { car: "compact", return: day }),
          agent(
            `Here it is: you'd return the car on ${day}. I'll check whether it's free until ${otherDay}.`,
          ),
          tool(
            "check_availability",
            { reference: code, until: otherDay },
            { free: true, extra_usd: extra },
          ),
          agent(`It is. The extension is ${extra} dollars. Shall I extend it?`),
          user("Yes, please do."),
          tool("book_slot", { reference: code, until: otherDay }, { status: "extended" }),
          agent(`Done. Your new return day is ${otherDay}, same time and place.`),
        ],
        summary: `Rental ${code} extended from ${day} to ${otherDay} for $${extra}.`,
      };
    },
  ],
  question_answered: [
    ({ random }) => {
      const age = random.pick([21, 23]);
      const fee = random.int(12, 25);
      return {
        lines: [
          user(`My son is ${age}. Can he drive the car, too?`),
          agent("Yes, from 21 on, as long as the license is at least a year old."),
          user("Does that cost extra?"),
          tool("lookup_price", { item: "young driver" }, { daily_usd: fee }),
          agent(
            `For drivers under 25 it's ${fee} dollars a day. An additional driver over 25 would be free.`,
          ),
          user("And he just comes along when we pick it up?"),
          agent("Exactly, with his license. It takes two minutes at the counter."),
        ],
        summary: `Whether a ${age}-year-old may drive: yes, for $${fee} a day; he has to come along at pickup.`,
      };
    },
    ({ random, slot }) => ({
      lines: [
        user(`My flight lands late. Can I return the car when you're closed?`),
        agent("You can. There's a key box at the entrance that's open around the clock."),
        user("And who checks the car then?"),
        agent(
          `A colleague does at ${random.pick(["7", "half past 7"])} in the morning. Just take a few pictures when you park.`,
        ),
        user(`Good. And somebody's there at ${slot}, in case I'm early?`),
        agent("Certainly. We open at seven, and the coffee is on by then."),
      ],
      summary:
        "Returning a car outside opening hours: key box at the entrance, pictures recommended.",
    }),
  ],
  transferred: [
    ({ random }) => ({
      lines: [
        user(
          `I'm on the highway and a warning light just came on. It's ${random.pick(["orange", "red"])}.`,
        ),
        agent("Please pull over where it's safe first. Are you alright?"),
        user("Yes, I'm at a rest area. The car is off."),
        agent(
          "Very good. Our roadside team can see the car's messages. I'll connect you right away.",
        ),
        user("Thanks."),
        transfer("roadside assistance", "warning light"),
        agent("Stay with the car, please. I'm putting you through."),
      ],
      summary:
        "Warning light on the highway. The caller stopped safely and was connected with roadside assistance.",
    }),
  ],
  tool_failed: [
    ({ random, day }) => {
      const code = reference(random, "CAR");
      return {
        lines: [
          user(`Hello, I want to add a child seat to reservation ${code}.`),
          agent("Happy to. Which age is the child?"),
          user(random.pick(["Two years old.", "Four next month."])),
          brokenTool(
            "update_order",
            { reference: code, add: "child seat" },
            "fleet system answered 500",
          ),
          agent("Hm, the system won't let me save that. Let me try it a second time."),
          brokenTool(
            "update_order",
            { reference: code, add: "child seat" },
            "fleet system answered 500",
          ),
          agent(
            `I'm sorry, it refuses. I'll ask the station to put a seat aside for ${day} and to confirm it to you.`,
          ),
          user("Please do. I can't drive off without one."),
        ],
        summary: `Child seat for ${code} could not be saved. The station is to put one aside for ${day} and confirm it.`,
      };
    },
  ],
};

const clinic: Trade = {
  businesses: [
    ["Willow Park Family Clinic", "Hanna"],
    ["Eastgate Medical Center", "Omar"],
    ["Northside Eye Clinic", "Lucy"],
  ],
  outboundReason: [
    "because you left us a message yesterday",
    "because a place on our waiting list has opened up",
  ],
  booked: [
    (cast) => {
      const { random, day, otherDay, slot, laterSlot } = cast;
      const visit = random.pick(["a follow-up", "a first visit", "a regular check-up"]);
      return {
        lines: [
          user(`I'd like to make an appointment for ${visit}.`),
          agent(`I'll gladly help. Do you prefer ${day} or ${otherDay}?`),
          user(`${otherDay} is better for me, in the late morning perhaps.`),
          tool("check_availability", { visit, day: otherDay }, { free: [slot, laterSlot] }),
          agent(`I can offer you ${slot} or ${laterSlot}.`),
          user(`Then ${slot}. Do I need to bring anything?`),
          agent("Just your insurance card, if you have one, and a list of current medication."),
          user(random.pick(["Good, I have both.", "Alright, I'll do that."])),
          ...askName(cast),
          tool(
            "book_slot",
            { visit, day: otherDay, time: slot, name: cast.full },
            { status: "booked", reference: reference(random, "VIS") },
          ),
          agent(
            `Thank you, ${cast.first}. You're booked for ${otherDay} at ${slot}. Please come ten minutes early.`,
          ),
        ],
        summary: `${cast.full} booked ${visit} for ${otherDay} at ${slot}.`,
      };
    },
    (cast) => {
      const { random, day, laterSlot } = cast;
      return {
        lines: [
          user("I can't make my appointment tomorrow. Could I come another day?"),
          agent("Thank you for telling us. What would suit you?"),
          user(`${day} afternoon, if possible.`),
          tool("check_availability", { day, part: "afternoon" }, { free: [laterSlot] }),
          agent(`On ${day} I could give you ${laterSlot}. Is that alright?`),
          user(random.pick(["Yes, that's perfect.", "That works for me."])),
          ...askName(cast),
          tool("move_booking", { day, time: laterSlot, name: cast.full }, { status: "moved" }),
          agent(`Moved! Somebody on the waiting list will be happy about tomorrow's place.`),
        ],
        summary: `${cast.full} moved tomorrow's appointment to ${day} at ${laterSlot}.`,
      };
    },
  ],
  question_answered: [
    ({ random, day }) => {
      const hour = random.pick(["noon", "one o'clock", "two o'clock"]);
      return {
        lines: [
          user("Do you take walk-ins, or do I need an appointment?"),
          tool("lookup_hours", { topic: "walk-in" }, { days: [day], until: hour }),
          agent(`We have open hours on ${day}s until ${hour}. On other days it's by appointment.`),
          user("How long would I wait?"),
          agent(
            `Usually ${random.pick(["20", "30", "40"])} minutes. Early is best, just after we open.`,
          ),
          user("And can I pay by card?"),
          agent("Yes, by card or by phone. We send the receipt by email."),
        ],
        summary: `Walk-in hours (${day}s until ${hour}), waiting time and payment by card.`,
      };
    },
    ({ random }) => {
      const days = random.int(2, 4);
      return {
        lines: [
          user("When will my test results be there? I was with you on the weekend."),
          agent(
            `The lab usually needs ${days} working days. I can see whether something has arrived.`,
          ),
          user("That would be kind."),
          tool("lookup_order", { kind: "lab results" }, { status: "in progress" }),
          agent(
            "They're still being worked on. You'll get a text message as soon as the doctor has read them.",
          ),
          user("So no news is good news?"),
          agent("Urgent findings are always phoned through the same day, so you can relax."),
        ],
        summary: `Asked for test results: in progress, usually ${days} working days, a text message follows.`,
      };
    },
  ],
  transferred: [
    ({ random }) => ({
      lines: [
        user("I started the new tablets and I've had a rash since this morning. What should I do?"),
        agent("I'm glad you called. Are you short of breath, or is your face swollen?"),
        user(random.pick(["No, only itching on the arms.", "No, nothing like that."])),
        agent(
          "Good. I'm not allowed to give medical advice, but our nurse can. May I put you through?",
        ),
        user("Yes, please."),
        transfer("nurse", "possible reaction to medication"),
        agent("One moment. If it gets worse before that, please dial 911."),
      ],
      summary:
        "Rash after new tablets without alarming signs; the caller was connected with the nurse.",
    }),
  ],
  tool_failed: [
    ({ random, first }) => ({
      lines: [
        user("I need my prescription again, the same as last time."),
        agent("Let me see what you had last time."),
        brokenTool(
          "lookup_order",
          { kind: "prescription" },
          random.pick(["record system timed out", "record system not reachable"]),
        ),
        agent("I can't open the records right now. There seems to be a hiccup with our system."),
        user("I only have two tablets left."),
        agent(
          `I understand, ${first}. I've marked it as urgent, and the practice will call you this afternoon.`,
        ),
        user("Thank you. I'll keep the phone close."),
      ],
      summary:
        "Repeat prescription; the records could not be opened. Marked as urgent for a call this afternoon.",
    }),
  ],
};

/** All lines of business that the simulator knows. */
export const trades: readonly Trade[] = [
  dentist,
  homeServices,
  hotel,
  restaurant,
  carRental,
  clinic,
];
