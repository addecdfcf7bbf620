package org.pillarbox.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The arrows of the house: which room may know which. */
@AnalyzeClasses(packages = "org.pillarbox", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
  /** A rule over no class proves nothing, and would pass for ever after a package is renamed. */
  @ArchTest
  static void everyRoomIsLookedAt(JavaClasses classes) {
    for (String room :
        new String[] {
          "rules",
          "engines",
          "storage",
          "search",
          "queue",
          "protection",
          "rulebook",
          "tracking",
          "webadmin",
          "server",
          "cli"
        }) {
      assertThat(
              classes.stream()
                  .filter(type -> type.getPackageName().startsWith("org.pillarbox." + room)))
          .as("classes of room %s", room)
          .isNotEmpty();
    }
  }

  @ArchTest
  static void eachRoomKnowsOnlyTheRoomsAboveIt(JavaClasses classes) {
    ArchRule rule =
        Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("rules")
            .definedBy("org.pillarbox.rules..")
            .layer("conditions")
            .definedBy("org.pillarbox.conditions..")
            .layer("actions")
            .definedBy("org.pillarbox.actions..")
            .layer("engines")
            .definedBy("org.pillarbox.engines..")
            .layer("storage")
            .definedBy("org.pillarbox.storage..")
            .layer("search")
            .definedBy("org.pillarbox.search..")
            .layer("queue")
            .definedBy("org.pillarbox.queue..")
            .layer("protection")
            .definedBy("org.pillarbox.protection..")
            .layer("tracking")
            .definedBy("org.pillarbox.tracking..")
            .layer("rulebook")
            .definedBy("org.pillarbox.rulebook..")
            .layer("webadmin")
            .definedBy("org.pillarbox.webadmin..")
            .layer("server")
            .definedBy("org.pillarbox.server..")
            .layer("cli")
            .definedBy("org.pillarbox.cli..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("server")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("webadmin")
            .mayOnlyBeAccessedByLayers("server", "cli")
            .whereLayer("rulebook")
            .mayOnlyBeAccessedByLayers("webadmin", "server", "cli")
            .whereLayer("tracking")
            .mayOnlyBeAccessedByLayers("rulebook", "webadmin", "server", "cli")
            .whereLayer("protection")
            .mayOnlyBeAccessedByLayers("tracking", "rulebook", "webadmin", "server", "cli")
            .whereLayer("queue")
            .mayOnlyBeAccessedByLayers(
                "protection", "tracking", "rulebook", "webadmin", "server", "cli")
            .whereLayer("search")
            .mayOnlyBeAccessedByLayers("server", "cli", "webadmin");
    rule.check(classes);
  }

  @ArchTest
  static void roomsDoNotCallEachOtherInCircles(JavaClasses classes) {
    ArchRule rule = slices().matching("org.pillarbox.(*)..").should().beFreeOfCycles();
    rule.check(classes);
  }

  @ArchTest
  static void guiceStaysInTheAssembly(JavaClasses classes) {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(
                "org.pillarbox.rules..", "org.pillarbox.conditions..", "org.pillarbox.actions..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.inject..")
            .allowEmptyShould(true);
    rule.check(classes);
  }

  @ArchTest
  static void webadminDoesNotKnowTheCassandraDriver(JavaClasses classes) {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("org.pillarbox.webadmin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.datastax..");
    rule.check(classes);
  }

  @ArchTest
  static void conditionsDoNotKnowActions(JavaClasses classes) {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("org.pillarbox.conditions..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.pillarbox.actions..")
            .allowEmptyShould(true);
    rule.check(classes);
  }

  @ArchTest
  static void actionsDoNotKnowConditions(JavaClasses classes) {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("org.pillarbox.actions..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.pillarbox.conditions..")
            .allowEmptyShould(true);
    rule.check(classes);
  }

  @ArchTest
  static void rulesKnowTheJdkOnly(JavaClasses classes) {
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage("org.pillarbox.rules..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.pillarbox.rules..", "com.google.re2j..")
            .allowEmptyShould(true);
    rule.check(classes);
  }

  @ArchTest
  static void namesSayWhatAThingIs(JavaClasses classes) {
    ArchRule rule =
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl");
    rule.check(classes);
  }
}
