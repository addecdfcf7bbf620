package org.pillarbox.rules.condition;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pillarbox.rules.describe.Param;
import org.pillarbox.rules.facts.Answer;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.facts.Header;
import org.pillarbox.rules.facts.Text;
import org.pillarbox.rules.list.Glob;
import org.pillarbox.rules.list.ListLookup;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.list.SafePattern;

/**
 * How a text is compared, without case. It says yes if any value of any parameter does.
 *
 * @param is the whole text
 * @param contains a part of it
 * @param starts its beginning
 * @param ends its end
 * @param words whole words
 * @param like the whole text, with {@code *} and {@code ?}
 * @param pattern RE2 expressions, found anywhere
 * @param list named lists of patterns
 */
@Flattened
public record TextMatch(
    @Param("the whole text is one of these") List<String> is,
    @Param("it contains one of these") List<String> contains,
    @Param("it starts with one of these") List<String> starts,
    @Param("it ends with one of these") List<String> ends,
    @Param("one of these stands in it as a whole word") List<String> words,
    @Param("the whole text matches one of these, with * and ?") List<String> like,
    @Param("one of these RE2 expressions is found in it") List<SafePattern> pattern,
    @Param("it matches one of these named lists of patterns") List<String> list) {
  private static final TextMatch ANY =
      new TextMatch(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public TextMatch {
    is = Bounds.lower("is", is);
    contains = Bounds.lower("contains", contains);
    starts = Bounds.lower("starts", starts);
    ends = Bounds.lower("ends", ends);
    words = Bounds.lower("words", words);
    like = Bounds.lower("like", like);
    pattern = Bounds.count("pattern", pattern);
    list = Bounds.texts("list", list);
  }

  /** Nothing to compare with: it says no. */
  public static TextMatch none() {
    return ANY;
  }

  /** The whole text. */
  public static TextMatch is(String... values) {
    return new TextMatch(
        List.of(values),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** A part of it. */
  public static TextMatch contains(String... values) {
    return new TextMatch(
        List.of(),
        List.of(values),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** Whole words. */
  public static TextMatch words(String... values) {
    return new TextMatch(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(values),
        List.of(),
        List.of(),
        List.of());
  }

  /** With {@code *} and {@code ?}. */
  public static TextMatch like(String... values) {
    return new TextMatch(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(values),
        List.of(),
        List.of());
  }

  /** An RE2 expression. */
  public static TextMatch pattern(String expression) {
    return new TextMatch(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(SafePattern.of(expression)),
        List.of());
  }

  /** Named lists of patterns. */
  public static TextMatch inList(String... names) {
    return new TextMatch(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(names));
  }

  /** Whether nothing is given to compare with. */
  public boolean isEmpty() {
    return equals(ANY);
  }

  Answer answer(String text, Facts facts, NamedLists lists) {
    return answer(text, text.toLowerCase(Locale.ROOT), facts, lists);
  }

  Answer answer(Header field, Facts facts, NamedLists lists) {
    return answer(field.value(), field.lowerCase(), facts, lists);
  }

  Answer answer(Text text, Facts facts, NamedLists lists) {
    return text.whole(answer(text.original(), text.lowerCase(), facts, lists));
  }

  private Answer answer(String text, String lower, Facts facts, NamedLists lists) {
    if (is.contains(lower)
        || any(contains, lower, String::contains)
        || any(starts, lower, String::startsWith)
        || any(ends, lower, String::endsWith)
        || any(words, lower, TextMatch::hasWord)
        || any(like, lower, (whole, glob) -> Glob.matches(glob, whole))) {
      return Answer.YES;
    }
    for (SafePattern expression : pattern) {
      if (expression.isFoundIn(text)) {
        return Answer.YES;
      }
    }
    Answer answer = Answer.NO;
    for (String name : list) {
      Optional<ListLookup> found = lists.find(name);
      answer =
          answer.or(
              found.isEmpty()
                  ? Answer.UNKNOWN
                  : Answer.of(found.get().containsText(lower, facts.at())));
    }
    return answer;
  }

  private interface Comparison {
    boolean holds(String text, String value);
  }

  private static boolean any(List<String> values, String text, Comparison comparison) {
    for (String value : values) {
      if (comparison.holds(text, value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasWord(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean starts = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (starts && ends) {
        return true;
      }
    }
    return false;
  }
}
