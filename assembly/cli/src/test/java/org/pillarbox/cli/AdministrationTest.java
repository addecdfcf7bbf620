package org.pillarbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each command asks of James' REST API, and what becomes of the answers. */
class AdministrationTest extends BeforeTheDoor {
  @Test
  void a_domain_is_added_with_its_role_addresses() {
    shell.variable("PILLARBOX_ADMIN", "you@example.org");
    assertThat(shell.run("domain", "add", "example.net")).isZero();
    assertThat(door.asked())
        .containsExactly(
            "PUT /domains/example.net",
            "PUT /address/aliases/you@example.org/sources/postmaster@example.net",
            "PUT /address/aliases/you@example.org/sources/abuse@example.net",
            "PUT /address/aliases/you@example.org/sources/hostmaster@example.net",
            "PUT /address/aliases/you@example.org/sources/webmaster@example.net");
  }

  @Test
  void domains_are_listed_one_per_line_or_as_json() {
    door.reply("GET /domains", 200, "[\"b.org\",\"a.org\"]");
    assertThat(shell.run("domain", "list")).isZero();
    assertThat(shell.out().lines()).containsExactly("a.org", "b.org");
    Shell json = new Shell(data);
    assertThat(json.run("domain", "list", "--json")).isZero();
    assertThat(json.out().replaceAll("\\s", "")).isEqualTo("[\"a.org\",\"b.org\"]");
  }

  @Test
  void an_unknown_domain_is_not_removed() {
    door.reply("GET /domains/x.org", 404, "{\"statusCode\":404,\"message\":\"no such domain\"}");
    assertThat(shell.run("domain", "remove", "x.org")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.err()).contains("no such domain");
    assertThat(door.asked()).containsExactly("GET /domains/x.org");
  }

  @Test
  void a_user_without_a_password_gets_one_that_is_shown_once() {
    assertThat(shell.run("user", "add", "ann@example.org")).isZero();
    String password = shell.out().lines().skip(1).findFirst().orElseThrow().replaceAll(".*: ", "");
    assertThat(password).matches("[a-zA-Z0-9]{20}");
    assertThat(door.asked())
        .containsExactly("PUT /users/ann@example.org {\"password\":\"" + password + "\"}");
  }

  @Test
  void a_password_comes_from_standard_input_and_is_never_shown() {
    assertThat(
            shell
                .input("tr\"icky päss\r\nrest")
                .run("user", "add", "ann@example.org", "--password-stdin"))
        .isZero();
    assertThat(door.asked())
        .containsExactly("PUT /users/ann@example.org {\"password\":\"tr\\\"icky päss\"}");
    assertThat(shell.out()).doesNotContain("icky");
  }

  @Test
  void a_short_or_endless_password_is_refused() {
    assertThat(shell.input("short\n").run("user", "add", "a@b.org", "--password-stdin"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(
            new Shell(data)
                .input("x".repeat(5_000))
                .run("user", "add", "a@b.org", "--password-stdin"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(door.asked()).isEmpty();
  }

  @Test
  void a_user_who_exists_is_told_by_the_exit_code() {
    door.reply(
        "PUT /users/ann@example.org",
        409,
        "{\"statusCode\":409,\"type\":\"WrongState\",\"message\":\"User exists\",\"details\":\"ann\"}");
    assertThat(shell.run("user", "add", "ann@example.org")).isEqualTo(ExitCode.EXISTS);
    assertThat(shell.err()).contains("User exists: ann");
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void the_password_of_a_user_is_changed_only_if_there_is_one() {
    assertThat(
            shell
                .input("long enough\n")
                .run("user", "password", "ann@example.org", "--password-stdin"))
        .isZero();
    assertThat(door.asked())
        .containsExactly(
            "HEAD /users/ann@example.org",
            "PUT /users/ann@example.org?force {\"password\":\"long enough\"}");
    door.reply("HEAD /users/bob@example.org", 404, "");
    assertThat(new Shell(data).run("user", "password", "bob@example.org"))
        .isEqualTo(ExitCode.NOT_FOUND);
    assertThat(door.asked()).hasSize(3);
  }

  @Test
  void a_user_is_removed_only_if_there_is_one() {
    door.reply("HEAD /users/bob@example.org", 404, "");
    assertThat(shell.run("user", "remove", "bob@example.org")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.run("user", "remove", "ann@example.org")).isZero();
    assertThat(door.asked())
        .containsExactly(
            "HEAD /users/bob@example.org",
            "HEAD /users/ann@example.org",
            "DELETE /users/ann@example.org");
  }

  @Test
  void users_are_listed() {
    door.reply("GET /users", 200, "[{\"username\":\"b@x.org\"},{\"username\":\"a@x.org\"}]");
    assertThat(shell.run("user", "list")).isZero();
    assertThat(shell.out().lines()).containsExactly("a@x.org", "b@x.org");
  }

  @Test
  void send_as_is_granted_shown_and_revoked() {
    door.reply("GET /users/ann@x.org/send-as", 200, "[\"info@x.org\"]");
    assertThat(shell.run("user", "send-as", "ann@x.org", "info@x.org")).isZero();
    assertThat(shell.run("user", "send-as", "ann@x.org")).isZero();
    assertThat(shell.run("user", "send-as", "ann@x.org", "info@x.org", "--remove")).isZero();
    assertThat(door.asked())
        .filteredOn(request -> !request.startsWith("HEAD"))
        .containsExactly(
            "PUT /users/ann@x.org/send-as/info@x.org",
            "GET /users/ann@x.org/send-as",
            "DELETE /users/ann@x.org/send-as/info@x.org");
  }

  @Test
  void a_plus_sign_survives_the_two_decodings_of_james() {
    assertThat(shell.run("alias", "add", "ann+shop@x.org", "ann@x.org")).isZero();
    assertThat(door.asked())
        .containsExactly("PUT /address/aliases/ann@x.org/sources/ann%252Bshop@x.org");
  }

  @Test
  void aliases_are_listed_and_removed() {
    door.reply("GET /address/aliases", 200, "[\"ann@x.org\"]");
    door.reply("GET /address/aliases/ann@x.org", 200, "[{\"source\":\"sales@x.org\"}]");
    assertThat(shell.run("alias", "list")).isZero();
    assertThat(shell.out().lines()).containsExactly("sales@x.org -> ann@x.org");
    assertThat(shell.run("alias", "remove", "nobody@x.org", "ann@x.org"))
        .isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.run("alias", "remove", "sales@x.org", "ann@x.org")).isZero();
    assertThat(door.asked()).contains("DELETE /address/aliases/ann@x.org/sources/sales@x.org");
  }

  @Test
  void a_forward_may_keep_a_copy() {
    assertThat(shell.run("forward", "add", "ann@x.org", "ann@y.org", "--keep")).isZero();
    assertThat(door.asked())
        .containsExactly(
            "PUT /address/forwards/ann@x.org/targets/ann@y.org",
            "PUT /address/forwards/ann@x.org/targets/ann@x.org");
  }

  @Test
  void forwards_are_listed_and_removed() {
    door.reply("GET /address/forwards", 200, "[{\"mailAddress\":\"ann@x.org\"}]");
    door.reply("GET /address/forwards/ann@x.org", 200, "[{\"mailAddress\":\"ann@y.org\"}]");
    assertThat(shell.run("forward", "list", "ann@x.org", "--json")).isZero();
    assertThat(shell.out().replaceAll("\\s", "")).isEqualTo("{\"ann@x.org\":[\"ann@y.org\"]}");
    assertThat(shell.run("forward", "remove", "ann@x.org", "z@y.org"))
        .isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.run("forward", "remove", "ann@x.org", "ann@y.org")).isZero();
  }

  @Test
  void a_group_has_members() {
    assertThat(shell.run("group", "add", "staff@x.org", "ann@x.org", "bob@x.org")).isZero();
    assertThat(door.asked())
        .containsExactly(
            "PUT /address/groups/staff@x.org/ann@x.org",
            "PUT /address/groups/staff@x.org/bob@x.org");
    door.reply("GET /address/groups", 200, "[\"staff@x.org\"]");
    door.reply("GET /address/groups/staff@x.org", 200, "[\"bob@x.org\",\"ann@x.org\"]");
    assertThat(shell.run("group", "list")).isZero();
    assertThat(shell.out()).contains("staff@x.org: ann@x.org, bob@x.org");
    assertThat(shell.run("group", "remove", "staff@x.org", "eve@x.org"))
        .isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.run("group", "remove", "staff@x.org", "bob@x.org")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"all, /quota", "@x.org, /quota/domains/x.org", "ann@x.org, /quota/users/ann@x.org"})
  void quotas_are_set_for_everybody_a_domain_or_an_account(String who, String path) {
    assertThat(shell.run("quota", "set", who, "--size", "2GB", "--count", "100")).isZero();
    assertThat(shell.run("quota", "clear", who)).isZero();
    assertThat(door.asked())
        .containsExactly(
            "PUT " + path + "/size 2147483648",
            "PUT " + path + "/count 100",
            "DELETE " + path + "/size",
            "DELETE " + path + "/count");
  }

  @Test
  void a_quota_is_shown_with_what_is_used() {
    door.reply(
        "GET /quota/users/ann@x.org",
        200,
        "{\"computed\":{\"size\":2147483648,\"count\":-1},\"occupation\":{\"size\":17,\"count\":3}}");
    assertThat(shell.run("quota", "show", "ann@x.org")).isZero();
    assertThat(shell.out().lines())
        .containsExactly("size:  2GB, used: 17", "count: no bound, used: 3");
  }

  @Test
  void a_quota_without_a_bound_or_for_nobody_is_a_mistake() {
    assertThat(shell.run("quota", "set", "all")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("quota", "set", "all", "--count", "-1")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("quota", "show", "ann")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.run("quota", "set", "all", "--size", "lots")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("\"lots\" is not a size");
    assertThat(door.asked()).isEmpty();
  }

  @Test
  void the_index_is_rebuilt_and_waited_for() {
    door.reply("POST /pillarbox/search/rebuild", 201, "{\"taskId\":\"t-1\"}");
    door.reply("GET /tasks/t-1/await?timeout=30s", 408, "{\"message\":\"timeout\"}");
    door.reply(
        "GET /tasks/t-1/await?timeout=30s",
        200,
        "{\"status\":\"completed\",\"additionalInformation\":" + "{\"messages\":7,\"failed\":0}}");
    assertThat(shell.run("search", "rebuild")).isZero();
    assertThat(shell.out()).contains("7 messages, 0 failed");
    assertThat(door.asked()).hasSize(3);
  }

  @Test
  void an_index_that_could_not_be_rebuilt_is_a_failure() {
    door.reply("POST /pillarbox/search/rebuild", 201, "{\"taskId\":\"t-1\"}");
    door.reply("GET /tasks/t-1/await?timeout=30s", 200, "{\"status\":\"failed\"}");
    assertThat(shell.run("search", "rebuild")).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void status_shows_what_runs() {
    door.reply(
        "GET /healthcheck",
        200,
        "{\"status\":\"degraded\",\"checks\":[{\"componentName\":\"Search\",\"status\":\"degraded\","
            + "\"cause\":\"slow\"},{\"componentName\":\"Guice\",\"status\":\"healthy\"}]}");
    door.reply(
        "GET /pillarbox/status",
        200,
        "{\"engines\":[{\"name\":\"cassandra\",\"state\":\"RUNNING\",\"pid\":7,\"restarts\":1,"
            + "\"lastExit\":\"killed\"}]}");
    assertThat(shell.run("status")).isZero();
    assertThat(shell.out())
        .contains("Pillarbox 0.1 runs as mail.example.org since 2027-01-02T03:04:05Z")
        .contains("SMTP            0.0.0.0:10025")
        .contains("cassandra       RUNNING, process 7, restarts: 1, last exit: killed")
        .contains("Health: degraded")
        .contains("  Search: degraded slow")
        .doesNotContain("Guice");
  }

  @Test
  void an_unhealthy_appliance_is_told_by_the_exit_code() {
    door.reply("GET /healthcheck", 503, "{\"status\":\"unhealthy\",\"checks\":[]}");
    assertThat(shell.run("status", "--json")).isEqualTo(ExitCode.FAILED);
    assertThat(shell.out()).contains("\"state\" : \"running\"").contains("\"unhealthy\"");
  }

  @Test
  void plain_text_and_problem_documents_are_shown_as_the_reason() {
    door.reply("GET /users", 500, "out of order");
    assertThat(shell.run("user", "list")).isEqualTo(ExitCode.FAILED);
    assertThat(shell.err()).contains("out of order");
    door.reply("GET /domains", 429, "{\"title\":\"Too many\",\"detail\":\"wait a minute\"}");
    assertThat(shell.run("domain", "list")).isEqualTo(ExitCode.FAILED);
    assertThat(shell.err()).contains("wait a minute");
  }

  @Test
  void nobody_at_the_door_is_exit_code_three() {
    door.close();
    assertThat(shell.run("user", "list")).isEqualTo(ExitCode.NOT_RUNNING);
    assertThat(shell.err()).contains("Pillarbox isn't running on " + data);
  }

  @Test
  void a_data_directory_that_never_ran_is_exit_code_three(@TempDir Path other) {
    assertThat(new Shell(other).run("user", "list")).isEqualTo(ExitCode.NOT_RUNNING);
    assertThat(other).isEmptyDirectory();
  }

  @Test
  void what_is_said_of_a_user_is_shown_and_changed_one_by_one() {
    String said = "{\"phone\":\"4711\",\"title\":\"Head of sales\"}";
    door.reply("GET /users/ann@example.org/attributes", 200, said);
    assertThat(shell.run("user", "attributes", "ann@example.org")).isZero();
    assertThat(shell.out().lines()).containsExactly("phone=4711", "title=Head of sales");
    assertThat(shell.run("user", "attributes", "ann@example.org", "title=Head = boss")).isZero();
    assertThat(shell.run("user", "attributes", "ann@example.org", "phone=")).isZero();
    assertThat(door.asked())
        .contains(
            "PUT /users/ann@example.org/attributes"
                + " {\"phone\":\"4711\",\"title\":\"Head = boss\"}",
            "PUT /users/ann@example.org/attributes {\"title\":\"Head of sales\"}");
    assertThat(shell.run("user", "attributes", "ann@example.org", "title"))
        .isEqualTo(ExitCode.USAGE);
  }
}
