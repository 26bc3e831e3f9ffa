package io.fedlora.run;

import io.fedlora.client.ClientBehaviour;
import io.fedlora.client.EarlyStopper;
import io.fedlora.client.Flapping;
import io.fedlora.client.FreeRider;
import io.fedlora.client.LabelFlipper;
import io.fedlora.client.Lazy;
import io.fedlora.client.SignFlipper;
import io.fedlora.client.Steady;
import io.fedlora.corpus.Corpus;
import io.fedlora.corpus.Partition;
import io.fedlora.corpus.partition.ByAttribute;
import io.fedlora.corpus.partition.Dirichlet;
import io.fedlora.corpus.partition.Iid;
import io.fedlora.corpus.partition.LabelSkew;
import io.fedlora.corpus.partition.Quantity;
import io.fedlora.corpus.source.FileCorpus;
import io.fedlora.corpus.source.LanguageTool;
import io.fedlora.corpus.source.LowRankRegression;
import io.fedlora.corpus.source.WordNetTopics;
import io.fedlora.method.CentralizedLora;
import io.fedlora.method.FLora;
import io.fedlora.method.FdLora;
import io.fedlora.method.FedAp;
import io.fedlora.method.FedBf;
import io.fedlora.method.FedDat;
import io.fedlora.method.FedDpaF;
import io.fedlora.method.FedDpaT;
import io.fedlora.method.FedFmsl;
import io.fedlora.method.FedFt;
import io.fedlora.method.FedPf;
import io.fedlora.method.FedSaLora;
import io.fedlora.method.FederatedMethod;
import io.fedlora.method.FfaLora;
import io.fedlora.method.FlexLora;
import io.fedlora.method.HetLora;
import io.fedlora.method.HomLora;
import io.fedlora.method.LocalOnly;
import io.fedlora.method.PFedLora;
import io.fedlora.method.PerFedAvgLora;
import io.fedlora.method.Pf2Lora;
import io.fedlora.method.Pf2LoraFirstOrder;
import io.fedlora.method.Pf2LoraSimultaneous;
import io.fedlora.method.Pftt;
import io.fedlora.method.SaFedLora;
import io.fedlora.scenario.Registry;
import io.fedlora.world.fault.BitsFlipped;
import io.fedlora.world.fault.Crash;
import io.fedlora.world.fault.DeviceFailed;
import io.fedlora.world.fault.DeviceSlow;
import io.fedlora.world.fault.ExplodingUpdate;
import io.fedlora.world.fault.Fault;
import io.fedlora.world.fault.MessageCut;
import io.fedlora.world.fault.MessageDelayed;
import io.fedlora.world.fault.MessageLost;
import io.fedlora.world.fault.MessageReordered;
import io.fedlora.world.fault.MessageRepeated;
import io.fedlora.world.fault.NanUpdate;
import io.fedlora.world.fault.ServerRestart;
import io.fedlora.world.fault.StaleUpdate;
import io.fedlora.world.fault.WrongShape;
import io.fedlora.world.presence.AlwaysThere;
import io.fedlora.world.presence.AvailabilityModel;
import io.fedlora.world.presence.Diurnal;
import io.fedlora.world.presence.InWindows;
import io.fedlora.world.presence.Markov;
import io.fedlora.world.presence.Traced;
import java.util.List;

/** What a scenario can call by name. A new one is one line here. */
public final class Registries {
  /** Federated methods, {@code method.name}. */
  public static final Registry<FederatedMethod> METHODS =
      new Registry<>(
          "method",
          FederatedMethod.class,
          List.of(
              Pf2Lora.class,
              Pf2LoraFirstOrder.class,
              Pf2LoraSimultaneous.class,
              HomLora.class,
              FfaLora.class,
              FedSaLora.class,
              PerFedAvgLora.class,
              HetLora.class,
              PFedLora.class,
              FedDpaF.class,
              FedDpaT.class,
              FlexLora.class,
              FLora.class,
              FdLora.class,
              FedFt.class,
              FedAp.class,
              FedPf.class,
              FedBf.class,
              Pftt.class,
              FedDat.class,
              FedFmsl.class,
              SaFedLora.class,
              CentralizedLora.class,
              LocalOnly.class));

  /** Sources of texts, {@code corpus.source}. */
  public static final Registry<Corpus> CORPORA =
      new Registry<>(
          "corpus",
          Corpus.class,
          List.of(
              WordNetTopics.class, LanguageTool.class, FileCorpus.class, LowRankRegression.class));

  /** Ways to share texts out, {@code partition.kind}. */
  public static final Registry<Partition> PARTITIONS =
      new Registry<>(
          "partition",
          Partition.class,
          List.of(LabelSkew.class, Dirichlet.class, Iid.class, ByAttribute.class, Quantity.class));

  /** Conduct of clients, {@code behaviour.name}. */
  public static final Registry<ClientBehaviour> BEHAVIOURS =
      new Registry<>(
          "behaviour",
          ClientBehaviour.class,
          List.of(
              Steady.class,
              Lazy.class,
              Flapping.class,
              FreeRider.class,
              LabelFlipper.class,
              SignFlipper.class,
              EarlyStopper.class));

  /** When clients are there, {@code fleet.groups[].available.kind}. */
  public static final Registry<AvailabilityModel> AVAILABILITY =
      new Registry<>(
          "kind of availability",
          AvailabilityModel.class,
          List.of(InWindows.class, AlwaysThere.class, Diurnal.class, Markov.class, Traced.class));

  /** What goes wrong on purpose, the blocks of {@code faults}. */
  public static final Registry<Fault> FAULTS =
      new Registry<>(
          "fault",
          Fault.class,
          List.of(
              Crash.class,
              MessageLost.class,
              MessageDelayed.class,
              MessageRepeated.class,
              MessageReordered.class,
              MessageCut.class,
              BitsFlipped.class,
              NanUpdate.class,
              ExplodingUpdate.class,
              WrongShape.class,
              StaleUpdate.class,
              DeviceFailed.class,
              DeviceSlow.class,
              ServerRestart.class));

  private Registries() {}
}
