package nomadops.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import nomadops.runtime.config.Durations;
import nomadops.runtime.config.Glob;
import org.junit.jupiter.api.Test;

/** The directions that dependencies may take, and which room may touch the outside world. */
class ArchitectureTest {
  private static final JavaClasses CLASSES = ProductionClasses.ALL;

  private static final String[] ROOMS_OF_THOUGHT = {
    "..policy..", "..pace..", "..ledger..", "..plan..", "..exporter.collection.."
  };

  /**
   * Rooms that may read a clock, sleep or draw randomness: the ports' own, and the fake server's.
   */
  private static final String[] ROOMS_OF_TIME = {
    "nomadops.client.time..",
    "nomadops.simulator..",
    "nomadops.demo..",
    "nomadops.bench..",
    "..cli.."
  };

  /** Class to method names; `*` is all of them. */
  private static final Map<String, Set<String>> TIME_AND_CHANCE =
      Map.of(
          Instant.class.getName(), Set.of("now"),
          Clock.class.getName(), Set.of("systemUTC", "systemDefaultZone", "system"),
          InstantSource.class.getName(), Set.of("system"),
          System.class.getName(), Set.of("nanoTime", "currentTimeMillis"),
          Thread.class.getName(), Set.of("sleep"),
          LockSupport.class.getName(), Set.of("parkNanos", "parkUntil", "park"),
          Math.class.getName(), Set.of("random"),
          ThreadLocalRandom.class.getName(), Set.of("*"),
          Random.class.getName(), Set.of("<init>"));

  @Test
  void theClientKnowsNothingAboveIt() {
    onlyDependsOn("nomadops.client..");
  }

  @Test
  void theRuntimeStandsOnTheClientAlone() {
    onlyDependsOn("nomadops.runtime..", "nomadops.client..");
  }

  @Test
  void theCollectorStandsOnTheRuntimeAndTheClientAlone() {
    onlyDependsOn("nomadops.gc..", "nomadops.runtime..", "nomadops.client..");
  }

  @Test
  void theDrainerStandsOnTheRuntimeAndTheClientAlone() {
    onlyDependsOn("nomadops.drainer..", "nomadops.runtime..", "nomadops.client..");
  }

  @Test
  void onlyTheirPortsSpeakToAws() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "nomadops.drainer.sqs..",
            "nomadops.drainer.lifecycle..",
            "nomadops.autoscaler.target.aws..",
            "nomadops.snapshot.target..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(CLASSES);
  }

  @Test
  void theAutoscalerStandsOnTheRuntimeAndTheClientAlone() {
    onlyDependsOn("nomadops.autoscaler..", "nomadops.runtime..", "nomadops.client..");
  }

  @Test
  void theExporterStandsOnTheRuntimeAndTheClientAlone() {
    onlyDependsOn("nomadops.exporter..", "nomadops.runtime..", "nomadops.client..");
  }

  @Test
  void theHealthAgentStandsOnTheRuntimeAndTheClientAlone() {
    onlyDependsOn("nomadops.health..", "nomadops.runtime..", "nomadops.client..");
  }

  @Test
  void theSnapshotAgentStandsOnTheRuntimeAndTheClientAlone() {
    onlyDependsOn("nomadops.snapshot..", "nomadops.runtime..", "nomadops.client..");
  }

  @Test
  void theSimulatorSharesNothingWithProduction() {
    onlyDependsOn("nomadops.simulator..");
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("nomadops.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void thoughtIsPure() {
    classes()
        .that()
        .resideInAnyPackage(ROOMS_OF_THOUGHT)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java.lang..", "java.util..", "java.time..", "java.math..", "java.text..")
                .or(
                    resideInAnyPackage(
                        "org.jspecify..",
                        "nomadops.client.model..",
                        "nomadops.gc.job..",
                        "nomadops.autoscaler.shape..",
                        "nomadops.autoscaler.facts..",
                        "nomadops.exporter.row..",
                        "nomadops.health.check..",
                        "nomadops.drainer.notice.."))
                .or(belongToAnyOf(Glob.class, Durations.class))
                .or(resideInAnyPackage(ROOMS_OF_THOUGHT))
                .or(describe("arrays of primitives", c -> c.getBaseComponentType().isPrimitive())))
        .check(CLASSES);
  }

  @Test
  void onlyTheClientSpeaksHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("nomadops.client..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.hc..", "org.newsclub..")
        .check(CLASSES);
  }

  @Test
  void onlyCliRoomsKnowPicocli() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }

  @Test
  void onlyCliRoomsWriteToTheScreen() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..cli..")
        .should()
        .accessTargetWhere(standardStream())
        .check(CLASSES);
  }

  @Test
  void clocksSleepAndRandomnessAreInputs() {
    noClasses()
        .that(
            DescribedPredicate.not(resideInAnyPackage(ROOMS_OF_TIME))
                .and(resideInAPackage("nomadops..")))
        .should()
        .accessTargetWhere(clockSleepOrRandomness())
        .check(CLASSES);
  }

  private static void onlyDependsOn(String module, String... below) {
    noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(
            resideInAPackage("nomadops..")
                .and(DescribedPredicate.not(resideInAPackage(module)))
                .and(DescribedPredicate.not(resideInAnyPackage(below))))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaAccess<?>> standardStream() {
    return describe(
        "System.out, System.err or System.exit",
        access ->
            access.getTargetOwner().isEquivalentTo(System.class)
                && Set.of("out", "err", "exit").contains(access.getTarget().getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> clockSleepOrRandomness() {
    return describe(
        "a clock, a sleep or a source of randomness",
        access -> {
          JavaClass owner = access.getTargetOwner();
          String name = access.getTarget().getName();
          Set<String> forbidden = TIME_AND_CHANCE.getOrDefault(owner.getName(), Set.of());
          return forbidden.contains(name) || forbidden.contains("*");
        });
  }
}
