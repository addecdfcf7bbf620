package org.pillarbox.rulebook.versions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rules.Rule;
import org.pillarbox.rules.list.ListEntry;
import org.pillarbox.rules.list.NamedList;

/**
 * What changed from one book to the next, for people: each rule that came, went, changed or moved,
 * and the entries of lists; a changed rule with its lines before and after.
 */
public final class BookDiff {
  private static final int MOST_LINES = 2_000;
  private static final int MOST_ENTRIES = 50;

  private final BookCodec codec;
  private final List<String> lines = new ArrayList<>();

  private BookDiff(BookCodec codec) {
    this.codec = codec;
  }

  /** The difference as lines that begin with plus, minus or a space; empty if there is none. */
  public static String between(Book before, Book after, BookCodec codec) {
    BookDiff diff = new BookDiff(codec);
    if (before.set().mode() != after.set().mode()) {
      diff.lines.add("- mode: " + before.set().mode());
      diff.lines.add("+ mode: " + after.set().mode());
    }
    diff.rules(byId(before), byId(after));
    diff.lists(byName(before), byName(after));
    List<String> told = diff.lines;
    if (told.size() > MOST_LINES) {
      int more = told.size() - MOST_LINES;
      told = new ArrayList<>(told.subList(0, MOST_LINES));
      told.add("  ... and " + more + " lines more");
    }
    return String.join("\n", told);
  }

  private static Map<String, Rule> byId(Book book) {
    return book.set().rules().stream()
        .collect(Collectors.toMap(Rule::id, rule -> rule, (a, b) -> b, LinkedHashMap::new));
  }

  private static Map<String, NamedList> byName(Book book) {
    return book.lists().stream()
        .collect(Collectors.toMap(NamedList::name, list -> list, (a, b) -> b, LinkedHashMap::new));
  }

  private void rules(Map<String, Rule> before, Map<String, Rule> after) {
    before.forEach(
        (id, rule) -> {
          if (!after.containsKey(id)) {
            lines.add("- rule " + id);
          }
        });
    after.forEach(
        (id, rule) -> {
          Rule old = before.get(id);
          if (old == null) {
            lines.add("+ rule " + id);
            body("+", rule);
          } else if (!old.equals(rule)) {
            lines.add("  rule " + id);
            changed(old, rule);
          }
        });
    List<String> kept = before.keySet().stream().filter(after::containsKey).toList();
    List<String> now = after.keySet().stream().filter(before::containsKey).toList();
    if (!kept.equals(now)) {
      lines.add("- order: " + shown(kept));
      lines.add("+ order: " + shown(now));
    }
  }

  private static String shown(List<String> ids) {
    return ids.size() > MOST_ENTRIES
        ? String.join(", ", ids.subList(0, MOST_ENTRIES)) + ", ..."
        : String.join(", ", ids);
  }

  private void body(String sign, Rule rule) {
    codec.yaml(codec.tree(rule)).lines().forEach(line -> lines.add(sign + "   " + line));
  }

  private void changed(Rule old, Rule rule) {
    List<String> before = codec.yaml(codec.tree(old)).lines().toList();
    List<String> after = codec.yaml(codec.tree(rule)).lines().toList();
    int head = 0;
    while (head < before.size()
        && head < after.size()
        && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < before.size() - head
        && tail < after.size() - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    before.subList(head, before.size() - tail).forEach(line -> lines.add("-   " + line));
    after.subList(head, after.size() - tail).forEach(line -> lines.add("+   " + line));
  }

  private void lists(Map<String, NamedList> before, Map<String, NamedList> after) {
    before.forEach(
        (name, list) -> {
          if (!after.containsKey(name)) {
            lines.add("- list " + name + " (" + list.entries().size() + " entries)");
          }
        });
    after.forEach(
        (name, list) -> {
          NamedList old = before.get(name);
          if (old == null) {
            lines.add("+ list " + name + " (" + list.entries().size() + " entries)");
          } else if (!old.equals(list)) {
            lines.add("  list " + name);
            Set<ListEntry> was = new LinkedHashSet<>(old.entries());
            Set<ListEntry> is = new LinkedHashSet<>(list.entries());
            entries("-", was, is);
            entries("+", is, was);
          }
        });
  }

  private void entries(String sign, Set<ListEntry> these, Set<ListEntry> others) {
    List<ListEntry> only = these.stream().filter(entry -> !others.contains(entry)).toList();
    only.stream().limit(MOST_ENTRIES).forEach(entry -> lines.add(sign + "   " + entry.value()));
    if (only.size() > MOST_ENTRIES) {
      lines.add(sign + "   ... and " + (only.size() - MOST_ENTRIES) + " more");
    }
  }
}
