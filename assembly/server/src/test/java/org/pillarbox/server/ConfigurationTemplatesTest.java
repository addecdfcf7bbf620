package org.pillarbox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTemplatesTest {
  @TempDir private Path templates;
  @TempDir private Path target;

  @Test
  void placeholdersAreFilledIn() throws Exception {
    Files.writeString(templates.resolve("smtpserver.xml"), "<port>${smtp.port}</port>");

    new ConfigurationTemplates(templates).render(Map.of("smtp.port", "10025"), target);

    assertThat(target.resolve("smtpserver.xml")).hasContent("<port>10025</port>");
  }

  @Test
  void aValueCanNotBreakOutOfItsElement() throws Exception {
    Files.writeString(templates.resolve("smtpserver.xml"), "<name>${hostname}</name>");

    new ConfigurationTemplates(templates)
        .render(Map.of("hostname", "</name><x a=\"1\"/>&"), target);

    assertThat(target.resolve("smtpserver.xml"))
        .hasContent("<name>&lt;/name&gt;&lt;x a=&quot;1&quot;/&gt;&amp;</name>");
  }

  @Test
  void aKeyWithoutValueIsNamedWithItsFile() throws Exception {
    Files.writeString(templates.resolve("smtpserver.xml"), "<port>${smtp.prot}</port>");

    assertThatThrownBy(() -> new ConfigurationTemplates(templates).render(Map.of(), target))
        .hasMessage("smtpserver.xml names keys without a value: [smtp.prot]");
  }
}
