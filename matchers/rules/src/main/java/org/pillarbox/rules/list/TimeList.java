package org.pillarbox.rules.list;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** A list of days, weekdays and spans of the day, on the clock of whoever asks. */
final class TimeList extends IndexedList implements ListBuilder {
  private static final int DAY = 24 * 60;
  private static final int MAXIMUM_EXPIRING = 1_000;
  private static final String EXPECTED =
      "a day (2026-12-24), days (2026-12-24/2026-12-26), or weekdays and hours"
          + " (mon-fri 08:00-18:00) are expected";

  private final Expiring<LocalDate> days = new Expiring<>();
  private final BitSet minutesOfWeek = new BitSet(7 * DAY);
  private final List<Ending> ending = new ArrayList<>();

  /** Minutes of the week that count until an end. */
  private record Ending(BitSet minutes, long end) {}

  @Override
  public void add(ListEntry entry) {
    String value = entry.value().toLowerCase(Locale.ROOT);
    if (Character.isDigit(value.charAt(0)) && value.indexOf(':') < 0) {
      addDays(value, ListBuilder.end(entry));
      return;
    }
    BitSet minutes = minutes(value);
    if (entry.expires().isEmpty()) {
      minutesOfWeek.or(minutes);
    } else if (ending.size() < MAXIMUM_EXPIRING) {
      ending.add(new Ending(minutes, ListBuilder.end(entry)));
    } else {
      throw new IllegalArgumentException(
          "at most %d weekly times that expire are allowed".formatted(MAXIMUM_EXPIRING));
    }
  }

  private void addDays(String value, long end) {
    int slash = value.indexOf('/');
    LocalDate first;
    LocalDate last;
    try {
      first = LocalDate.parse(slash < 0 ? value : value.substring(0, slash));
      last = slash < 0 ? first : LocalDate.parse(value.substring(slash + 1));
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException(EXPECTED, wrong);
    }
    if (last.isBefore(first) || last.isAfter(first.plusYears(1))) {
      throw new IllegalArgumentException(
          "at most a year, the first day before the last, is expected");
    }
    first.datesUntil(last.plusDays(1)).forEach(day -> days.put(day, end));
  }

  private static BitSet minutes(String value) {
    int space = value.indexOf(' ');
    boolean hasDays = Character.isLetter(value.charAt(0));
    String dayPart = hasDays ? (space < 0 ? value : value.substring(0, space)) : "mon-sun";
    String hourPart =
        hasDays ? (space < 0 ? "00:00-24:00" : value.substring(space + 1).strip()) : value;
    int dash = dayPart.indexOf('-');
    int first = weekday(dash < 0 ? dayPart : dayPart.substring(0, dash));
    int last = dash < 0 ? first : weekday(dayPart.substring(dash + 1));
    if (hourPart.length() != 11 || hourPart.charAt(5) != '-') {
      throw new IllegalArgumentException(EXPECTED);
    }
    int begin = minute(hourPart.substring(0, 5));
    int end = minute(hourPart.substring(6));
    int length = end > begin ? end - begin : end + DAY - begin;
    BitSet minutes = new BitSet(7 * DAY);
    int days = (last - first + 7) % 7 + 1;
    for (int day = first; day < first + days; day++) {
      for (int i = 0; i < length; i++) {
        minutes.set((day * DAY + begin + i) % (7 * DAY));
      }
    }
    return minutes;
  }

  private static int weekday(String name) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().toLowerCase(Locale.ROOT).substring(0, 3).equals(name)) {
        return day.getValue() - 1;
      }
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  private static int minute(String text) {
    boolean shaped =
        text.charAt(2) == ':'
            && (text.substring(0, 2) + text.substring(3))
                .chars()
                .allMatch(c -> c >= '0' && c <= '9');
    int minute =
        shaped
            ? Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3))
            : -1;
    if (minute < 0 || minute > DAY) {
      throw new IllegalArgumentException(EXPECTED);
    }
    return minute;
  }

  @Override
  public ListLookup build() {
    return this;
  }

  @Override
  public ListKind kind() {
    return ListKind.TIMES;
  }

  @Override
  public boolean containsTime(ZonedDateTime time) {
    int minute =
        (time.getDayOfWeek().getValue() - 1) * DAY + time.getHour() * 60 + time.getMinute();
    long now = time.toInstant().toEpochMilli();
    return minutesOfWeek.get(minute)
        || days.contains(time.toLocalDate(), time.toInstant())
        || ending.stream().anyMatch(one -> now < one.end() && one.minutes().get(minute));
  }
}
