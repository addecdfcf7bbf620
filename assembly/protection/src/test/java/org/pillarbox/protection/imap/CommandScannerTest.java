package org.pillarbox.protection.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CommandScannerTest {
  private final CommandScanner scanner = new CommandScanner(ImapBounds.defaults());

  @Test
  void readsPastParenthesesInStringsAndLiterals() {
    assertThat(
            read(
                "a LOGIN \"" + "(".repeat(100) + "\\\"\" {100}\r\n" + "(".repeat(100) + "\r\n",
                false))
        .isEmpty();
  }

  @Test
  void startsToCountAnewWithEachCommand() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(read("a SEARCH (NOT SEEN) {2}\r\nab\r\n", false)).isEmpty();
    }
  }

  @Test
  void stopsAtTheThirtyThirdParenthesis() {
    assertThat(read("a SEARCH " + "(".repeat(32), true)).isEmpty();
    assertThat(read("(", true)).contains("nested too deep");
  }

  @Test
  void stopsAtALiteralOfMoreThanEightKilobytesBeforeLoginOnly() {
    assertThat(read("a APPEND INBOX {8193}\r\n", true)).isEmpty();
    assertThat(new CommandScannerTest().read("a LOGIN {8193}\r\n", false))
        .contains("literal too long");
  }

  @Test
  void isNotFooledByALiteralWhoseLengthOverflows() {
    assertThat(read("a LOGIN {99999999999999999999}\r\n", false)).contains("literal too long");
  }

  @Test
  void countsLiteralsThatNeedNoContinuation() {
    String literals = " {0+}\r\n".repeat(65);
    assertThat(read("a LOGIN" + literals, false)).contains("too many literals");
  }

  private Optional<String> read(String text, boolean loggedIn) {
    for (byte value : text.getBytes(StandardCharsets.ISO_8859_1)) {
      Optional<String> violation = scanner.next(value, loggedIn);
      if (violation.isPresent()) {
        return violation;
      }
    }
    return Optional.empty();
  }
}
