package org.pillarbox.rules.list;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pillarbox.rules.facts.Address;

/**
 * A list of patterns. Texts without wildcards are looked up whole; the others by three characters
 * in a row that the text must have, so that of 100,000 patterns a few are tried. What has no such
 * three, and RE2 expressions, are tried each time, so there may be a few of these only.
 */
final class PatternList extends IndexedList implements ListBuilder {
  /** RE2 expressions of one list. */
  static final int MAXIMUM_EXPRESSIONS = 100;

  /** Patterns of one list without three plain characters in a row. */
  static final int MAXIMUM_SHORT = 200;

  private static final int GRAM = 3;

  private final Expiring<String> whole = new Expiring<>();
  private final List<Wild> gathered = new ArrayList<>();
  private final Map<Long, Integer> frequency = new HashMap<>();
  private final Map<Long, List<Wild>> byGram = new HashMap<>();
  private final List<Wild> shorts = new ArrayList<>();
  private final List<Expression> expressions = new ArrayList<>();

  private record Wild(String glob, long end) {
    boolean matches(String text, long now) {
      return now < end && Glob.matches(glob, text);
    }
  }

  private record Expression(SafePattern pattern, long end) {}

  @Override
  public void add(ListEntry entry) {
    String value = entry.value();
    long end = ListBuilder.end(entry);
    if (value.length() > 2 && value.startsWith("/") && value.endsWith("/")) {
      if (expressions.size() == MAXIMUM_EXPRESSIONS) {
        throw new IllegalArgumentException(
            "at most %d RE2 expressions are allowed in one list".formatted(MAXIMUM_EXPRESSIONS));
      }
      SafePattern pattern = SafePattern.of(value.substring(1, value.length() - 1));
      expressions.add(new Expression(pattern, end));
      return;
    }
    String lower = value.toLowerCase(Locale.ROOT);
    if (lower.indexOf('*') < 0 && lower.indexOf('?') < 0) {
      whole.put(lower, end);
      return;
    }
    Wild wild = new Wild(lower, end);
    List<Long> grams = grams(lower);
    if (grams.isEmpty()) {
      if (shorts.size() == MAXIMUM_SHORT) {
        throw new IllegalArgumentException(
            "at most %d patterns without three plain characters in a row are allowed in one list"
                .formatted(MAXIMUM_SHORT));
      }
      shorts.add(wild);
    } else {
      gathered.add(wild);
      grams.stream().distinct().forEach(gram -> frequency.merge(gram, 1, Integer::sum));
    }
  }

  @Override
  public ListLookup build() {
    for (Wild wild : gathered) {
      long rarest =
          grams(wild.glob()).stream()
              .min((a, b) -> Integer.compare(frequency.get(a), frequency.get(b)))
              .orElseThrow();
      byGram.computeIfAbsent(rarest, gram -> new ArrayList<>(1)).add(wild);
    }
    gathered.clear();
    frequency.clear();
    return this;
  }

  @Override
  public ListKind kind() {
    return ListKind.PATTERNS;
  }

  @Override
  public boolean containsAddress(Address address, Instant at) {
    return containsText(address.toString(), at);
  }

  @Override
  public boolean containsDomain(String domain, Instant at) {
    return containsText(domain, at);
  }

  @Override
  public boolean containsText(String text, Instant at) {
    String lower = text.toLowerCase(Locale.ROOT);
    long now = at.toEpochMilli();
    return whole.contains(lower, at)
        || anyByGram(lower, now)
        || shorts.stream().anyMatch(wild -> wild.matches(lower, now))
        || expressions.stream().anyMatch(one -> now < one.end() && one.pattern().isFoundIn(text));
  }

  private boolean anyByGram(String text, long now) {
    if (byGram.isEmpty()) {
      return false;
    }
    for (int i = 0; i + GRAM <= text.length(); i++) {
      List<Wild> candidates = byGram.get(gram(text, i));
      if (candidates != null && candidates.stream().anyMatch(wild -> wild.matches(text, now))) {
        return true;
      }
    }
    return false;
  }

  private static List<Long> grams(String glob) {
    List<Long> grams = new ArrayList<>();
    for (int i = 0; i + GRAM <= glob.length(); i++) {
      String three = glob.substring(i, i + GRAM);
      if (three.indexOf('*') < 0 && three.indexOf('?') < 0) {
        grams.add(gram(glob, i));
      }
    }
    return grams;
  }

  private static long gram(String text, int at) {
    return ((long) text.charAt(at) << 32)
        | ((long) text.charAt(at + 1) << 16)
        | text.charAt(at + 2);
  }
}
