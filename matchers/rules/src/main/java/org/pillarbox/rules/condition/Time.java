package org.pillarbox.rules.condition;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Moment;
import org.pillarbox.rules.facts.Weekday;
import org.pillarbox.rules.list.NamedLists;

/**
 * When the message arrived, on the clock of a zone.
 *
 * @param days of the week; empty means every day
 * @param from first minute of the day, {@code hh:mm}
 * @param until first minute that is out, {@code hh:mm}, up to {@code 24:00}; not later than {@code
 *     from} means over midnight, and the day is that on which the span began
 * @param zone whose clock
 * @param list named lists of times; falling into one is enough
 */
@Described(
    name = "time",
    meaning = "When the message arrived.",
    example = "{days: [sat, sun], from: '00:00', until: '24:00', zone: Europe/Berlin}")
public record Time(
    @Param("one of these days of the week (mon to sun); empty means every day") List<Weekday> days,
    @Param(value = "from this time of day on, hh:mm", standard = "00:00") String from,
    @Param(
            value = "until before this time of day, hh:mm; earlier than from: over midnight",
            standard = "24:00")
        String until,
    @Param(value = "time zone", standard = "UTC") ZoneId zone,
    @Param("or it falls into one of these named lists of times") List<String> list)
    implements Condition {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);

  private static final int DAY = 24 * 60;

  public Time {
    days = Bounds.count("days", days);
    list = Bounds.texts("list", list);
    minute("from", from);
    minute("until", until);
  }

  private boolean isAlways() {
    return days.isEmpty() && minute("from", from) == 0 && minute("until", until) == DAY;
  }

  private boolean inSpan(ZonedDateTime time) {
    int begin = minute("from", from);
    int end = minute("until", until);
    int now = time.getHour() * 60 + time.getMinute();
    if (begin < end) {
      return now >= begin && now < end && isDay(time);
    }
    return now >= begin ? isDay(time) : now < end && isDay(time.minusDays(1));
  }

  private boolean isDay(ZonedDateTime time) {
    return days.isEmpty() || days.contains(Weekday.of(time.getDayOfWeek()));
  }

  private static int minute(String name, String text) {
    boolean shaped =
        text.length() == 5
            && text.charAt(2) == ':'
            && (text.substring(0, 2) + text.substring(3))
                .chars()
                .allMatch(c -> c >= '0' && c <= '9');
    int minutes =
        shaped
            ? Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3))
            : -1;
    if (!shaped || minutes > DAY || Integer.parseInt(text.substring(3)) > 59) {
      throw new IllegalArgumentException(
          "%s '%s': a time of day from 00:00 to 24:00 is expected".formatted(name, text));
    }
    return minutes;
  }

  @Override
  public Answer answer(Facts facts, NamedLists lists) {
    ZonedDateTime time = facts.at().atZone(zone);
    Answer answer = Answer.of((list.isEmpty() || !isAlways()) && inSpan(time));
    for (String name : list) {
      answer =
          answer.or(
              lists
                  .find(name)
                  .map(found -> Answer.of(found.containsTime(time)))
                  .orElse(Answer.UNKNOWN));
    }
    return answer;
  }

  @Override
  public String seen(Facts facts) {
    return SHOWN.format(facts.at().atZone(zone)) + " " + zone;
  }

  @Override
  public Moment moment() {
    return Moment.RCPT;
  }
}
