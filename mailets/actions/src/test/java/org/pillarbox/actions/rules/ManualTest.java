package org.pillarbox.actions.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.james.core.Username;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.Mailet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pillarbox.rules.Decision;
import org.pillarbox.rules.Verdict;
import org.pillarbox.rules.action.Action;
import org.pillarbox.rules.describe.Described;
import org.pillarbox.rules.facts.Address;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The Javadoc of the mailets is their manual: every example in it is read and run. */
class ManualTest {
  private static final List<Path> SOURCES =
      List.of(
          Path.of("src/main/java/org/pillarbox/actions/rules"),
          Path.of("src/main/java/org/pillarbox/actions/sieve"));
  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code(.*?)\\}</pre>", Pattern.DOTALL);

  private static List<String> examples() throws Exception {
    List<String> found = new ArrayList<>();
    for (Path folder : SOURCES) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          found.addAll(examples(Files.readString(file)));
        }
      }
    }
    return found;
  }

  private static List<String> examples(String source) {
    return EXAMPLE
        .matcher(source.replaceAll("(?m)^ \\* ?", ""))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static Element parse(String example) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(example.strip().getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static Map<String, String> parameters(Element mailet) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Node node = mailet.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        parameters.put(element.getTagName(), element.getTextContent());
      }
    }
    return parameters;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleRuns(String example) throws Exception {
    Element element = parse(example);
    Map<String, String> parameters = parameters(element);
    assertThat(parameters).containsEntry("onMailetException", "propagate");
    House house = new House();
    house.scripts.put(Username.of("anna@ours.example"), "redirect \"office@ours.example\";");
    house.count = org.pillarbox.rules.facts.Fact.of(201L);
    house.verdicts.put(
        House.address("anna@ours.example"),
        new Verdict(1, Address.of("anna@ours.example"), new Decision.Pass(), List.of(), List.of()));
    MailImpl mail = House.loggedIn(House.mail(House.MESSAGE));
    mail.getMessage().getSubject();
    Map<Object, Object> before = state(mail, house);
    Mailet mailet =
        house.mailet(
            Class.forName(element.getAttribute("class")).asSubclass(Mailet.class), parameters);
    mailet.service(mail);
    boolean changesNothingHere =
        mailet instanceof CarryOut
            || mailet instanceof FolderOfRule
            || mailet instanceof RemoveField
            || mailet instanceof TakeOutAttachments;
    if (!changesNothingHere) {
      assertThat(state(mail, house)).as(example).isNotEqualTo(before);
    }
    assertThat(mailet.getMailetInfo()).isNotBlank();
  }

  /** All that an action can change. */
  private static Map<Object, Object> state(Mail mail, House house) throws Exception {
    return Map.of(
        "text", Sent.text(mail),
        "state", mail.getState(),
        "attributes",
            mail.attributesMap().keySet().toString() + mail.attributesMap().values().size(),
        "sent", house.sent.all().size(),
        "held", house.quarantine.items().size(),
        "suspended", house.suspended.size());
  }

  @Test
  void everyActionOfTheLanguageHasAMailetWithAnExample() throws Exception {
    ActionMailets mailets = new House().make(ActionMailets.class);
    assertThat(mailets.all().stream().map(ActionMailet::type).collect(Collectors.toSet()))
        .isEqualTo(
            Arrays.stream(Action.class.getPermittedSubclasses()).collect(Collectors.toSet()));
    List<String> named = new ArrayList<>();
    for (String example : examples()) {
      named.add(parse(example).getAttribute("class"));
    }
    for (ActionMailet<?> mailet : mailets.all()) {
      assertThat(named).contains(mailet.getClass().getName());
      assertThat(mailet.actionName())
          .isEqualTo(mailet.type().getAnnotation(Described.class).name());
    }
  }
}
