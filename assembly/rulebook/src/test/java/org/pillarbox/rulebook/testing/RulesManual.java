package org.pillarbox.rulebook.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.pillarbox.rulebook.text.Book;
import org.pillarbox.rulebook.text.BookCodec;
import org.pillarbox.rulebook.text.RefusedDocumentException;

/** The sets of docs/rules.md, read as an administrator's are. */
public final class RulesManual {
  private static final Pattern BLOCK = Pattern.compile("(?m)^```yaml\\n(.*?)^```$", Pattern.DOTALL);

  private RulesManual() {}

  /** Each set as it is written. */
  public static List<String> texts() {
    return blocks(read());
  }

  /** The sets under "Examples". */
  public static List<Book> examples() {
    String text = read();
    int begin = text.indexOf("\n## Examples\n");
    return blocks(text.substring(begin, text.indexOf("\n## ", begin + 1))).stream()
        .map(RulesManual::book)
        .toList();
  }

  /** All sets of the page. */
  public static List<Book> books() {
    return texts().stream().map(RulesManual::book).toList();
  }

  private static List<String> blocks(String text) {
    return BLOCK.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static Book book(String yaml) {
    try {
      return new BookCodec().read(yaml);
    } catch (RefusedDocumentException e) {
      throw new AssertionError(yaml, e);
    }
  }

  private static String read() {
    try {
      return Files.readString(Path.of("../../docs/rules.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
