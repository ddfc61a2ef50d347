package dev.daruma.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** The walls between the modules and rooms. */
class ArchitectureTest {
  private static final JavaClasses DARUMA =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.daruma");

  @Test
  void theEngineKnowsNothingOfClustersAndLabs() {
    noClasses()
        .that()
        .resideInAPackage("dev.daruma.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.daruma.cluster..", "dev.daruma.lab..", "dev.daruma.app..")
        .check(DARUMA);
  }

  @Test
  void clusterAndLabKnowNothingOfEachOther() {
    noClasses()
        .that()
        .resideInAPackage("dev.daruma.cluster..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.daruma.lab..", "dev.daruma.app..")
        .check(DARUMA);
    noClasses()
        .that()
        .resideInAPackage("dev.daruma.lab..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.daruma.cluster..", "dev.daruma.app..")
        .check(DARUMA);
  }

  @Test
  void onlyOneRoomSpeaksSsh() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.daruma.engine.ssh..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.sshd..")
        .check(DARUMA);
  }

  @Test
  void onlyTheAppReadsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.daruma.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(DARUMA);
  }

  @Test
  void decisionsReachNoHostByThemselves() {
    noClasses()
        .that()
        .resideInAPackage("dev.daruma.cluster..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.daruma.engine.ssh..", "dev.daruma.engine.execute..")
        .check(DARUMA);
  }

  @Test
  void whatIsShownTouchesNoFileAndNoHost() {
    noClasses()
        .that()
        .resideInAPackage("dev.daruma.app.show..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "dev.daruma.engine.shell..", "dev.daruma.lab..")
        .check(DARUMA);
  }

  @Test
  void onlyOneRoomAsksForTheTerminalAndItsSignals() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.daruma.app.terminal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jline.terminal..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.jline.utils.Signals")
        .check(DARUMA);
  }

  @Test
  void theRoomsOfTheAppStandInARow() {
    SlicesRuleDefinition.slices()
        .matching("dev.daruma.app.(*)..")
        .should()
        .beFreeOfCycles()
        .check(DARUMA);
  }
}
