package org.pillarbox.rulebook.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pillarbox.rules.Evaluator;
import org.pillarbox.rules.Explainer;
import org.pillarbox.rules.RuleSet;
import org.pillarbox.rules.State;
import org.pillarbox.rules.catalog.Catalog;
import org.pillarbox.rules.catalog.Entry;
import org.pillarbox.rules.facts.Attachment;
import org.pillarbox.rules.facts.Facts;
import org.pillarbox.rules.list.NamedLists;
import org.pillarbox.rules.testing.SomeFacts;

class ExplanationTreeTest {
  private final BookCodec codec = new BookCodec();

  private String explain(String rule, Facts facts) throws RefusedDocumentException {
    RuleSet set = new RuleSet(1, State.ON, List.of(codec.readRule(rule)));
    return codec.yaml(
        ExplanationTree.rules(
            new Explainer(Evaluator.of(set)).explain(facts, NamedLists.none()), true));
  }

  @Test
  void itShowsTheRuleInItsOwnWordsWithWhatWasThere() throws Exception {
    Facts facts =
        SomeFacts.mail()
            .attachments(Attachment.of("plan.docm", "application/msword", 2_000))
            .accepted();

    assertThat(
            explain(
                """
                id: plans
                when:
                  all:
                    - sender: {by: author, domain: [example.com, "*.example.net"]}
                    - not: {attachment-extension: {is: [docm]}}
                then:
                  - tag-subject: {text: "[plan]"}
                  - stop
                """,
                facts))
        .isEqualTo(
            """
            - rule: plans
              name: plans
              state: "on"
              asked: "yes"
              answer: "no"
              effect: none
              when:
                what: all
                answer: "no"
                nodes:
                - what: sender
                  parameters:
                    by: author
                    domain:
                    - example.com
                    - '*.example.net'
                  seen: Ada <ada@example.com (outside)>
                  answer: "yes"
                - what: not
                  answer: "no"
                  nodes:
                  - what: attachment-extension
                    parameters:
                      is:
                      - docm
                    seen: "plan.docm (application/msword, 2000 bytes)"
                    answer: "yes"
              actions:
              - tag-subject:
                  text: "[plan]"
              - stop
              notes: []
            """);
  }

  static List<Entry> conditions() {
    return Catalog.standard().conditions();
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void whatItShowsOfAConditionIsWhatARuleMaySay(Entry entry) throws Exception {
    String rule = "id: x\nwhen: {%s: %s}\nthen: [stop]\n".formatted(entry.name(), entry.example());

    String shown = explain(rule, SomeFacts.mail().accepted());

    JsonNode when =
        new DocumentReader(DocumentBounds.defaults())
            .read("rules:\n" + shown.indent(2))
            .path("rules")
            .path(0)
            .path("when");
    String again =
        "id: x\nwhen: {%s: %s}\nthen: [stop]\n"
            .formatted(when.path("what").asText(), when.path("parameters"));
    assertThat(codec.readRule(again)).isEqualTo(codec.readRule(rule));
    assertThat(when.path("seen").asText()).isNotEmpty();
  }
}
