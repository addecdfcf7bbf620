package org.pillarbox.rules.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LowerCaseTest {
  @Property
  void isWhatJavaSays(@ForAll String text) {
    assertThat(LowerCase.of(text)).isEqualTo(text.toLowerCase(Locale.ROOT));
  }

  @Example
  void alsoOfEachCharacterBesideOthers() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String text = "A" + Character.toString(c) + "B\u0416 " + Character.toString(c);
      if (!LowerCase.of(text).equals(text.toLowerCase(Locale.ROOT))) {
        throw new AssertionError("differs for U+%04X".formatted(c));
      }
    }
  }
}
