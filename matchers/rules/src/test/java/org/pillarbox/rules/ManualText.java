package org.pillarbox.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pillarbox.rules.catalog.RuleForm;
import org.pillarbox.rules.list.IndexedLists;
import org.pillarbox.rules.list.ListEntry;
import org.pillarbox.rules.list.ListKind;
import org.pillarbox.rules.list.NamedList;
import org.pillarbox.rules.list.NamedLists;

/** docs/rules.md, and the rule sets that stand in it. */
final class ManualText {
  static final Path FILE = Path.of("../../docs/rules.md");

  private static final Pattern BLOCK = Pattern.compile("(?m)^```yaml\\n(.*?)^```$", Pattern.DOTALL);
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private ManualText() {}

  /** A rule set with its lists. */
  record Book(RuleSet set, NamedLists lists) {}

  static String read() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Book> books() {
    return BLOCK.matcher(read()).results().map(found -> book(found.group(1))).toList();
  }

  /** The rule set of the manual that has this rule. */
  static Book bookWith(String rule) {
    return books().stream()
        .filter(book -> book.set().find(rule).isPresent())
        .findFirst()
        .orElseThrow(() -> new AssertionError("docs/rules.md has no rule " + rule));
  }

  private static Book book(String yaml) {
    try {
      Map<String, Object> all =
          new LinkedHashMap<>(YAML.readValue(yaml, new TypeReference<Map<String, Object>>() {}));
      NamedLists lists = IndexedLists.of(lists(Optional.ofNullable(all.remove("lists"))));
      return new Book(RuleForm.readSet(all, 1), lists);
    } catch (JsonProcessingException e) {
      throw new AssertionError(yaml, e);
    }
  }

  private static List<NamedList> lists(Optional<Object> written) {
    List<NamedList> lists = new ArrayList<>();
    written.ifPresent(
        all ->
            ((Map<?, ?>) all)
                .forEach((name, list) -> lists.add(list(name.toString(), (Map<?, ?>) list))));
    return lists;
  }

  private static NamedList list(String name, Map<?, ?> list) {
    List<ListEntry> entries =
        ((List<?>) list.get("entries"))
            .stream()
                .map(one -> one instanceof Map<?, ?> map ? map.get("value") : one)
                .map(value -> ListEntry.of(value.toString()))
                .toList();
    ListKind kind =
        ListKind.valueOf(list.get("kind").toString().toUpperCase(java.util.Locale.ROOT));
    return new NamedList(name, kind, Optional.empty(), "", entries);
  }
}
