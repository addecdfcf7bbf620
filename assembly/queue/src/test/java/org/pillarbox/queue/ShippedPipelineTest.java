package org.pillarbox.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Reads conf/mailetcontainer.xml as shipped: no message may fall out of it. */
class ShippedPipelineTest {
  /** Mailets that take all the mail they get: nothing goes on behind them. */
  private static final Set<String> ENDS =
      Set.of(
          "ToProcessor",
          "ToRepository",
          "LocalDelivery",
          "org.pillarbox.actions.DeliverRemotely",
          "org.pillarbox.actions.DeliverEach",
          "org.pillarbox.actions.TellSender");

  private static final List<String> MAILETS = List.of("org.apache.james.transport.mailets.", "");
  private static final List<String> MATCHERS = List.of("org.apache.james.transport.matchers.", "");

  private static Document document;
  private static Map<String, List<Element>> processors;

  @BeforeAll
  static void read() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    document =
        factory
            .newDocumentBuilder()
            .parse(ShippedConfiguration.file("mailetcontainer.xml").toFile());
    processors = new LinkedHashMap<>();
    for (Element processor : elements(document.getDocumentElement(), "processor")) {
      processors.put(processor.getAttribute("state"), elements(processor, "mailet"));
    }
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      // Mailets name processors in elements of the same name: those have no state.
      if (nodes.item(i) instanceof Element element
          && (!name.equals("processor") || element.hasAttribute("state"))) {
        found.add(element);
      }
    }
    return found;
  }

  private static Optional<String> parameter(Element mailet, String name) {
    return Stream.iterate(mailet.getFirstChild(), node -> node != null, Node::getNextSibling)
        .filter(node -> node.getNodeName().equals(name))
        .map(node -> node.getTextContent().strip())
        .findFirst();
  }

  private static Stream<Element> mailets() {
    return processors.values().stream().flatMap(List::stream);
  }

  @Test
  void nothingIsThrownAwayOrIgnored() throws Exception {
    assertThat(mailets())
        .isNotEmpty()
        .noneMatch(mailet -> mailet.getAttribute("class").endsWith("Null"));
    String text =
        Files.readString(ShippedConfiguration.file("mailetcontainer.xml")).toLowerCase(Locale.ROOT);
    assertThat(text).doesNotContain(">ignore<", ">nomatch<", ">matchall<", ">null<");
  }

  @Test
  void everyProcessorEndsInAMailetThatTakesAllMail() {
    assertThat(processors).isNotEmpty();
    processors.forEach(
        (state, mailets) -> {
          assertThat(mailets).as(state).isNotEmpty();
          Element last = mailets.get(mailets.size() - 1);
          assertThat(last.getAttribute("match"))
              .as("the last matcher of " + state)
              .isEqualTo("All");
          assertThat(ENDS).as("the end of " + state).contains(last.getAttribute("class"));
        });
  }

  @Test
  void everyProcessorThatIsNamedExists() {
    Set<String> named = new HashSet<>(Set.of("root", "error"));
    mailets()
        .forEach(
            mailet ->
                Stream.of("processor", "errorProcessor", "bounceProcessor", "overQuota", "filing")
                    .map(name -> parameter(mailet, name))
                    .flatMap(Optional::stream)
                    .forEach(named::add));
    assertThat(processors.keySet()).containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void everyFailureReachesTheSpooler() {
    assertThat(mailets())
        .allSatisfy(
            mailet -> {
              assertThat(parameter(mailet, "onMailetException"))
                  .as(name(mailet))
                  .contains("propagate");
              if (!mailet.getAttribute("match").equals("All")) {
                boolean own =
                    parameter(mailet, "onMatchException").filter("propagate"::equals).isPresent();
                boolean cannotFail = mailet.getAttribute("match").equals("SenderIsNull");
                assertThat(own || cannotFail).as(name(mailet)).isTrue();
              }
            });
  }

  @Test
  void everyClassExists() {
    assertThat(mailets())
        .allSatisfy(
            mailet ->
                assertThat(exists(MAILETS, mailet.getAttribute("class")))
                    .as(name(mailet))
                    .isTrue());
    Set<String> composed = new HashSet<>();
    elements(document.getDocumentElement(), "matcher")
        .forEach(matcher -> composed.add(matcher.getAttribute("name")));
    Stream.concat(mailets(), elements(document.getDocumentElement(), "matcher").stream())
        .map(element -> element.getAttribute("match").split("=", 2)[0])
        .filter(match -> !composed.contains(match))
        .forEach(match -> assertThat(exists(MATCHERS, match)).as(match).isTrue());
  }

  @Test
  void notificationsAreNotAnsweredWithNotifications() {
    processors.forEach(
        (state, mailets) -> {
          boolean tells =
              mailets.stream()
                  .anyMatch(mailet -> mailet.getAttribute("class").endsWith("TellSender"));
          if (tells) {
            assertThat(mailets.get(0).getAttribute("match")).as(state).isEqualTo("SenderIsNull");
            assertThat(mailets.get(0).getAttribute("class")).as(state).isEqualTo("ToRepository");
          }
        });
  }

  private static boolean exists(List<String> packages, String name) {
    return packages.stream().anyMatch(prefix -> isClass(prefix + name));
  }

  private static boolean isClass(String name) {
    try {
      return Class.forName(name) != null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static String name(Element mailet) {
    return mailet.getAttribute("match") + " → " + mailet.getAttribute("class");
  }
}
